package io.batpak.codec.msgpack;

import java.util.Arrays;

/**
 * Brings the entries of a map or the elements of a set, written in any order, into the canonical one (CO-04). The writer
 * calls {@link #begin} and {@link #keyEnd} for each entry, and at last {@link #sort}.
 */
final class SortedEntries {
    /** An order of byte ranges. */
    interface Order {
        int compare(byte[] in, int start, int end, int otherStart, int otherEnd);
    }

    private final Output out;
    private final Order order;
    private final int[] starts;
    private final int[] keyEnds;
    private int count;

    SortedEntries(Output out, int capacity, Order order) {
        this.out = out;
        this.order = order;
        this.starts = new int[capacity + 1];
        this.keyEnds = new int[capacity];
    }

    void begin() {
        starts[count] = out.length();
    }

    void keyEnd() {
        keyEnds[count++] = out.length();
    }

    void sort() {
        starts[count] = out.length();
        boolean ascending = true;
        for (int i = 1; i < count && ascending; i++) {
            ascending = compare(i - 1, i) < 0;
        }
        if (!ascending) {
            rearrange();
        }
    }

    private void rearrange() {
        Integer[] sorted = new Integer[count];
        Arrays.setAll(sorted, i -> i);
        Arrays.sort(sorted, this::compare);
        for (int i = 1; i < count; i++) {
            if (compare(sorted[i - 1], sorted[i]) == 0) {
                throw new Refusal("has two keys or elements that are encoded alike");
            }
        }
        int first = starts[0];
        byte[] written = Arrays.copyOfRange(out.buffer(), first, starts[count]);
        int at = first;
        for (int entry : sorted) {
            int length = starts[entry + 1] - starts[entry];
            System.arraycopy(written, starts[entry] - first, out.buffer(), at, length);
            at += length;
        }
    }

    private int compare(int entry, int other) {
        return order.compare(out.buffer(), starts[entry], keyEnds[entry], starts[other], keyEnds[other]);
    }
}
