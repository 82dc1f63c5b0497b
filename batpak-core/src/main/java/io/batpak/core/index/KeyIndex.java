package io.batpak.core.index;

import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * From idempotency keys to sequences, of which the oldest are forgotten. Forgetting costs no more than the keys that it
 * forgets: it moves a floor, below which nothing is found, and clears the table behind it when half of it is forgotten.
 * One thread writes; others read what was published to them since.
 */
final class KeyIndex {
    private static final int FIRST_SIZE = 16;
    private static final int CLEAR_ABOVE = 1_024;

    private final HashIndex table = new HashIndex();
    private int[] sequences = new int[FIRST_SIZE]; // ascending, those that are remembered from first on
    private int first;
    private int end;
    private volatile long floor;

    void add(long high, long low, long sequence) {
        if (end == sequences.length) {
            boolean roomy = first > end / 2;
            int[] next = roomy ? sequences : new int[2 * end];
            System.arraycopy(sequences, first, next, 0, end - first);
            sequences = next;
            end -= first;
            first = 0;
        }
        sequences[end++] = (int) sequence;
        table.add(high, low, sequence);
    }

    /** Returns how many are remembered. */
    long count() {
        return (long) end - first;
    }

    /** Forgets all below a sequence. */
    void forgetBelow(long sequence) {
        if (sequence <= floor) {
            return;
        }
        floor = sequence;
        int at = Arrays.binarySearch(sequences, first, end, (int) Math.min(sequence, Integer.MAX_VALUE));
        first = at < 0 ? -at - 1 : at;
        if (table.count() > CLEAR_ABOVE + 2 * count()) {
            table.forgetBelow(sequence);
        }
    }

    /** Returns the first remembered sequence with this key that the predicate accepts; -1 if there is none. */
    long find(long high, long low, LongPredicate accept) {
        long from = floor;
        return table.find(high, low, sequence -> sequence >= from && accept.test(sequence));
    }
}
