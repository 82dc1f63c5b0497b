package io.batpak.api.event;

/**
 * Where an event belongs: whose stream ({@code entity}), in which compartment ({@code scope}). Revisions and chains
 * run per entity and lane; the scope forms no chain of its own (W-006).
 *
 * <p>Both are 1 to 1024 bytes of UTF-8, well-formed, without U+0000 to U+001F and U+007F (DESIGN D-18). They are
 * compared byte by byte: no trimming, no case folding, no normalisation. {@code :} separates the levels of an entity
 * tree. Entities that begin with {@code batpak:} belong to the store.
 *
 * @param entity whose stream
 * @param scope in which compartment
 */
public record Coordinate(String entity, String scope) {
    /** The largest length of an entity or scope, in bytes of UTF-8. */
    public static final int MAX_BYTES = 1024;

    /** The beginning of the entities that only the store itself writes. */
    public static final String RESERVED_PREFIX = "batpak:";

    /**
     * Checks both names.
     *
     * @throws IllegalArgumentException if one breaks a rule above; the message says which and where
     */
    public Coordinate {
        Name.require("entity", entity);
        Name.require("scope", scope);
    }

    /** Returns a coordinate. */
    public static Coordinate of(String entity, String scope) {
        return new Coordinate(entity, scope);
    }

    /** Returns true if the entity is one of the store's own. */
    public boolean isReserved() {
        return entity.startsWith(RESERVED_PREFIX);
    }

    /** Returns {@code entity@scope}. */
    @Override
    public String toString() {
        return entity + "@" + scope;
    }
}
