package io.batpak.cli.input;

import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * What a line need not say, because an option did.
 *
 * @param entity whose stream
 * @param scope in which compartment
 * @param kind what sort of event
 */
public record Defaults(@Nullable String entity, @Nullable String scope, @Nullable EventKind kind) {
    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if one is not a name
     */
    public Defaults {
        new Coordinate(entity == null ? "entity" : entity, scope == null ? "scope" : scope);
    }
}
