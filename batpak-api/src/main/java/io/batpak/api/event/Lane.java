package io.batpak.api.event;

/**
 * A branch within an entity. Each (entity, lane) has its own revisions and its own chain (W-008).
 *
 * @param number 0 to 4,294,967,295
 */
public record Lane(long number) {
    /** Lane 0, where everything goes that names no other. */
    public static final Lane MAIN = new Lane(0);

    /** The largest number of a lane. */
    public static final long MAX = 0xffff_ffffL;

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException unless it is 0 to {@link #MAX}
     */
    public Lane {
        if (number < 0 || number > MAX) {
            throw new IllegalArgumentException("lane " + number + " is outside 0 to " + MAX);
        }
    }

    /** Returns the lane of a number. */
    public static Lane of(long number) {
        return number == 0 ? MAIN : new Lane(number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
