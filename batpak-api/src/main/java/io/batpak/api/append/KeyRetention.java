package io.batpak.api.append;

/**
 * How many idempotency keys the store remembers in memory. Keys that lie within the window, the newest {@code
 * keepSequences} sequences, are never forgotten; older ones are when there would be more than {@code maxKeys} (IDM-8). A
 * retry with a forgotten key is a new append.
 *
 * @param keepSequences how many sequences back a key is remembered for certain, at least 1
 * @param maxKeys how many keys there may be before older ones are forgotten, at least 1
 * @param overflow what becomes of a new key when {@code maxKeys} lie within the window
 */
public record KeyRetention(long keepSequences, int maxKeys, Overflow overflow) {
    /** What becomes of a new key that there is no room for. */
    public enum Overflow {
        /** It is taken all the same, and the log of the application says so. */
        WARN,
        /** Its append is refused. */
        REFUSE
    }

    private static final KeyRetention DEFAULT = new KeyRetention(1 << 24, 1 << 26, Overflow.WARN);
    private static final KeyRetention UNBOUNDED = new KeyRetention(Long.MAX_VALUE, Integer.MAX_VALUE, Overflow.WARN);

    /**
     * Checks both numbers.
     *
     * @throws IllegalArgumentException if one is less than 1
     */
    public KeyRetention {
        if (keepSequences < 1 || maxKeys < 1) {
            throw new IllegalArgumentException(
                    "keepSequences " + keepSequences + " and maxKeys " + maxKeys + " are at least 1");
        }
        java.util.Objects.requireNonNull(overflow);
    }

    /** Returns what a store does that is told nothing else: 16,777,216 sequences, 67,108,864 keys, a warning. */
    public static KeyRetention standard() {
        return DEFAULT;
    }

    /** Returns that no key is ever forgotten. */
    public static KeyRetention unbounded() {
        return UNBOUNDED;
    }
}
