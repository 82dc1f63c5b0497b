package io.batpak.core.segment;

import java.util.Arrays;

/** Place and checksum of each frame of a segment, in order: what its seal record is made of. */
public final class FrameTable {
    private static final int FIRST_SIZE = 256;

    private int[] places = new int[FIRST_SIZE];
    private int[] checksums = new int[FIRST_SIZE];
    private int count;

    /** Adds the frame that lies at {@code at} in {@code b} and at {@code offset} in the segment. */
    public void add(byte[] b, int at, long offset) {
        if (count == places.length) {
            places = Arrays.copyOf(places, count * 2);
            checksums = Arrays.copyOf(checksums, count * 2);
        }
        places[count] = (int) (offset >>> 3);
        checksums[count] = LittleEndian.i32(b, at + FrameFormat.CHECKSUM);
        count++;
    }

    /** Forgets all frames but the first {@code count}. */
    public void cutTo(int newCount) {
        count = newCount;
    }

    public int count() {
        return count;
    }

    long offset(int index) {
        return (places[index] & 0xffff_ffffL) << 3;
    }

    int checksum(int index) {
        return checksums[index];
    }
}
