package io.batpak.api.event;

import java.util.Locale;

/**
 * What sort of event: 16 bits, of which the upper four are the category and the lower twelve the type. Categories 0x0
 * (system) and 0xD (effect) are reserved for the store.
 *
 * @param code 0 to 0xFFFF
 */
public record EventKind(int code) {
    /** The store was opened for writing. */
    public static final EventKind OPEN_COMPLETED = new EventKind(0x0008);

    /** The store was closed in good order. */
    public static final EventKind CLOSE_COMPLETED = new EventKind(0x0009);

    /** The generic user kind. */
    public static final EventKind DATA = new EventKind(0x1000);

    /**
     * Checks the code.
     *
     * @throws IllegalArgumentException unless it is 0 to 0xFFFF
     */
    public EventKind {
        if (code < 0 || code > 0xffff) {
            throw new IllegalArgumentException("kind " + code + " is outside 0 to 0xFFFF");
        }
    }

    /** Returns the kind of a code. */
    public static EventKind of(int code) {
        return new EventKind(code);
    }

    /**
     * Returns a user kind.
     *
     * @throws IllegalArgumentException if the category is not 0x1 to 0xC, 0xE or 0xF, or the type not 0 to 0xFFF
     */
    public static EventKind of(int category, int type) {
        if (category < 0 || category > 0xf) {
            throw new IllegalArgumentException("category " + category + " is outside 0x1 to 0xF");
        }
        if (category == 0 || category == 0xd) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "category 0x%X is reserved for the store; use 0x1 to 0xC, 0xE or 0xF",
                            category));
        }
        if (type < 0 || type > 0xfff) {
            throw new IllegalArgumentException("type " + type + " is outside 0 to 0xFFF");
        }
        return new EventKind(category << 12 | type);
    }

    /** Returns the upper four bits. */
    public int category() {
        return code >>> 12;
    }

    /** Returns the lower twelve bits. */
    public int type() {
        return code & 0xfff;
    }

    /** Returns true for kinds that only the store writes. */
    public boolean isReserved() {
        return category() == 0 || category() == 0xd;
    }

    /** Returns the code as {@code 0x} and four upper-case hexadecimal digits. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "0x%04X", code);
    }
}
