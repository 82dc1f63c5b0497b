package io.batpak.codec.msgpack;

import org.jspecify.annotations.Nullable;

/** How the values of one type are written and read. Neither side ever sees null. Immutable, for many threads. */
interface Shape {
    /** Writes a value, or refuses one that is not of this type. */
    void write(Object value, Output out);

    /** Reads a value, or refuses what is not of this type. */
    Object read(Input in);

    /** Returns the value of a component whose field is missing, or null if it must not be missing (CO-06). */
    default @Nullable Object whenMissing() {
        return null;
    }
}
