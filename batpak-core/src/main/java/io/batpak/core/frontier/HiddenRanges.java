package io.batpak.core.frontier;

import java.util.Arrays;

/**
 * Sequences that no read ever returns, as half-open ranges in ascending order. Immutable for whoever holds one; the next
 * one shares its arrays, so only the newest may be added to, and by one thread.
 */
final class HiddenRanges {
    static final HiddenRanges NONE = new HiddenRanges(new long[0], new long[0], 0);

    private static final int FIRST_SIZE = 4;

    private final long[] from;
    private final long[] to;
    private final int count;

    private HiddenRanges(long[] from, long[] to, int count) {
        this.from = from;
        this.to = to;
        this.count = count;
    }

    /** Returns these and one more, which lies behind them. */
    HiddenRanges and(long begin, long end) {
        boolean full = count == from.length;
        int size = full ? Math.max(FIRST_SIZE, count * 2) : from.length;
        long[] newFrom = full ? Arrays.copyOf(from, size) : from;
        long[] newTo = full ? Arrays.copyOf(to, size) : to;
        newFrom[count] = begin;
        newTo[count] = end;
        return new HiddenRanges(newFrom, newTo, count + 1);
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean contains(long sequence) {
        int range = atOrBefore(sequence);
        return range >= 0 && sequence < to[range];
    }

    /** Returns the lowest sequence from {@code sequence} on that is not hidden. */
    long ascend(long sequence) {
        long at = sequence;
        for (int range = atOrBefore(at); range >= 0 && range < count && from[range] <= at && at < to[range]; range++) {
            at = to[range]; // the next one may touch it
        }
        return at;
    }

    /** Returns the highest sequence up to {@code sequence} that is not hidden; it may be -1. */
    long descend(long sequence) {
        long at = sequence;
        for (int range = atOrBefore(at); range >= 0 && at < to[range]; range--) {
            at = from[range] - 1;
        }
        return at;
    }

    /** Returns the last range that begins at or before a sequence; -1 if there is none. */
    private int atOrBefore(long sequence) {
        if (count == 0) {
            return -1;
        }
        int found = Arrays.binarySearch(from, 0, count, sequence);
        return found >= 0 ? found : -found - 2;
    }
}
