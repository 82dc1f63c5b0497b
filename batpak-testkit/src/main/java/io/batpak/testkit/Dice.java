package io.batpak.testkit;

/**
 * Chance that depends on what it is asked about and not on the order of asking.
 *
 * @param seed where all of it comes from
 */
record Dice(long seed) {
    /** Returns true or false, for a pair of numbers. */
    boolean flip(long one, long other) {
        return mixed(one, other) < 0;
    }

    /** Returns a number from 0 to {@code bound} (exclusive), for a pair of numbers. */
    long below(long bound, long one, long other) {
        return Long.remainderUnsigned(mixed(one, other), bound);
    }

    /** Returns how many of {@code count} things in a row happened in time: often none or all, else any number. */
    int reached(int count, long one, long other) {
        return switch ((int) below(3, one, other)) {
            case 0 -> 0;
            case 1 -> count;
            default -> (int) below(count + 1L, other, ~one);
        };
    }

    private long mixed(long one, long other) {
        return mix(seed + 0x9e3779b97f4a7c15L * (1 + mix(one + 0x632be59bd9b4e019L * mix(other + 1))));
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
