package io.batpak.api.event;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Which events: conditions that must all hold. Events written by the store itself are left out unless
 * {@link #withSystemEvents()} asks for them.
 *
 * <p><b>Threads:</b> immutable.
 */
public final class Region {
    private static final Region ALL = new Region(null, null, null, null, -1, null, false);

    private final @Nullable String entity;
    private final @Nullable String tree;
    private final @Nullable String scope;
    private final @Nullable EventKind kind;
    private final int category;
    private final @Nullable Lane lane;
    private final boolean systemEvents;

    private Region(
            @Nullable String entity,
            @Nullable String tree,
            @Nullable String scope,
            @Nullable EventKind kind,
            int category,
            @Nullable Lane lane,
            boolean systemEvents) {
        this.entity = entity;
        this.tree = tree;
        this.scope = scope;
        this.kind = kind;
        this.category = category;
        this.lane = lane;
        this.systemEvents = systemEvents;
    }

    /** Returns the region of all user events. */
    public static Region all() {
        return ALL;
    }

    /** Returns the region of exactly this entity. */
    public static Region ofEntity(String entity) {
        return ALL.inEntity(entity);
    }

    /** Returns the region of this entity and of all whose name begins with it and a colon. */
    public static Region ofTree(String root) {
        return ALL.inTree(root);
    }

    /** Narrows to exactly this entity; takes the place of a tree. */
    public Region inEntity(String name) {
        Name.require("entity", name);
        return new Region(name, null, scope, kind, category, lane, systemEvents);
    }

    /** Narrows to this entity and all below it; takes the place of an entity. */
    public Region inTree(String root) {
        Name.require("entity", root);
        return new Region(null, root, scope, kind, category, lane, systemEvents);
    }

    /** Narrows to a scope. */
    public Region inScope(String name) {
        Name.require("scope", name);
        return new Region(entity, tree, name, kind, category, lane, systemEvents);
    }

    /** Narrows to a kind. */
    public Region ofKind(EventKind only) {
        return new Region(entity, tree, scope, Objects.requireNonNull(only), category, lane, systemEvents);
    }

    /**
     * Narrows to a category of kinds.
     *
     * @throws IllegalArgumentException unless it is 0 to 15
     */
    public Region ofCategory(int only) {
        Objects.checkIndex(only, 16);
        return new Region(entity, tree, scope, kind, only, lane, systemEvents);
    }

    /** Narrows to a lane. */
    public Region onLane(Lane only) {
        return new Region(entity, tree, scope, kind, category, Objects.requireNonNull(only), systemEvents);
    }

    /** Widens to the events that the store itself wrote. */
    public Region withSystemEvents() {
        return new Region(entity, tree, scope, kind, category, lane, true);
    }

    /** Returns the exact entity, if one is asked for. */
    public Optional<String> entity() {
        return Optional.ofNullable(entity);
    }

    /** Returns the root of the entity tree, if one is asked for. */
    public Optional<String> tree() {
        return Optional.ofNullable(tree);
    }

    /** Returns the scope, if one is asked for. */
    public Optional<String> scope() {
        return Optional.ofNullable(scope);
    }

    /** Returns the kind, if one is asked for. */
    public Optional<EventKind> kind() {
        return Optional.ofNullable(kind);
    }

    /** Returns the category, if one is asked for. */
    public OptionalInt category() {
        return category < 0 ? OptionalInt.empty() : OptionalInt.of(category);
    }

    /** Returns the lane, if one is asked for. */
    public Optional<Lane> lane() {
        return Optional.ofNullable(lane);
    }

    /** Returns true if events written by the store itself belong to the region. */
    public boolean includesSystemEvents() {
        return systemEvents;
    }

    /** Returns true if an entity's name satisfies the conditions on entity and tree. */
    public boolean matchesEntity(String name) {
        if (entity != null) {
            return name.equals(entity);
        }
        return tree == null
                || name.startsWith(tree) && (name.length() == tree.length() || name.charAt(tree.length()) == ':');
    }

    /** Returns true if an event with these properties belongs to the region. */
    public boolean matches(Coordinate coordinate, EventKind eventKind, Lane eventLane) {
        return (systemEvents || !coordinate.isReserved())
                && (kind == null || kind.equals(eventKind))
                && (category < 0 || category == eventKind.category())
                && (lane == null || lane.equals(eventLane))
                && (scope == null || scope.equals(coordinate.scope()))
                && matchesEntity(coordinate.entity());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Region that
                && Objects.equals(entity, that.entity)
                && Objects.equals(tree, that.tree)
                && Objects.equals(scope, that.scope)
                && Objects.equals(kind, that.kind)
                && category == that.category
                && Objects.equals(lane, that.lane)
                && systemEvents == that.systemEvents;
    }

    @Override
    public int hashCode() {
        return Objects.hash(entity, tree, scope, kind, category, lane, systemEvents);
    }

    @Override
    public String toString() {
        return "Region[entity=" + entity + ", tree=" + tree + ", scope=" + scope + ", kind=" + kind + ", category="
                + category + ", lane=" + lane + ", systemEvents=" + systemEvents + "]";
    }
}
