package io.batpak.codec.msgpack;

import java.util.Arrays;

/**
 * The keys of the maps that a walk is inside of, as ranges of the bytes, the innermost map's last. Takes 8 bytes per
 * entry, each of which has at least 2 bytes of its own, so its size is bounded by the input's.
 */
final class KeyStack {
    private final byte[] in;
    private long[] ranges = new long[16];
    private int size;

    KeyStack(byte[] in) {
        this.in = in;
    }

    int size() {
        return size;
    }

    void push(int start, int end) {
        if (size == ranges.length) {
            ranges = Arrays.copyOf(ranges, size * 2);
        }
        ranges[size++] = ((long) start << 32) | end;
    }

    /** Takes off the keys from {@code base} on and returns true if all differ. Sorts only if a writer did not. */
    boolean popDistinct(int base) {
        boolean ascending = true;
        for (int i = base + 1; i < size && ascending; i++) {
            ascending = compare(ranges[i - 1], ranges[i]) < 0;
        }
        boolean distinct = ascending || sortedDistinct(base);
        size = base;
        return distinct;
    }

    private boolean sortedDistinct(int base) {
        Long[] sorted = new Long[size - base];
        Arrays.setAll(sorted, i -> ranges[base + i]);
        Arrays.sort(sorted, this::compare);
        for (int i = 1; i < sorted.length; i++) {
            if (compare(sorted[i - 1], sorted[i]) == 0) {
                return false;
            }
        }
        return true;
    }

    private int compare(long range, long other) {
        return KeyOrder.compare(in, (int) (range >>> 32), (int) range, (int) (other >>> 32), (int) other);
    }
}
