package io.batpak.core.check;

/** A set of 128-bit ids, none of them zero, in 16 bytes a place and without an object for each. */
final class IdSet {
    private long[] halves = new long[2 * 1024];
    private int size;

    /** Adds an id; returns false if it was there. */
    boolean add(long high, long low) {
        if (4L * size > halves.length) { // half of the places
            grow();
        }
        int place = place(halves, high, low);
        if ((halves[place] | halves[place + 1]) != 0) {
            return false;
        }
        halves[place] = high;
        halves[place + 1] = low;
        size++;
        return true;
    }

    /** Returns where the id is, or where it would go. */
    private static int place(long[] halves, long high, long low) {
        int mask = halves.length - 1;
        long mixed = (high * 31 + low) * 0x9e3779b97f4a7c15L;
        int place = (int) (mixed >>> 32) << 1 & mask;
        while ((halves[place] | halves[place + 1]) != 0 && (halves[place] != high || halves[place + 1] != low)) {
            place = place + 2 & mask;
        }
        return place;
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(2, halves.length)];
        for (int i = 0; i < halves.length; i += 2) {
            if ((halves[i] | halves[i + 1]) != 0) {
                int place = place(larger, halves[i], halves[i + 1]);
                larger[place] = halves[i];
                larger[place + 1] = halves[i + 1];
            }
        }
        halves = larger;
    }
}
