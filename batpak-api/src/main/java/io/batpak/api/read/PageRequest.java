package io.batpak.api.read;

/**
 * Which part of a region to read: from where, in which direction, how many.
 *
 * @param direction towards newer or older events
 * @param start the first sequence that may be in the page
 * @param limit how many events at most, 0 to {@value #MAX_LIMIT}
 */
public record PageRequest(Direction direction, long start, int limit) {
    /** The largest number of events in a page. */
    public static final int MAX_LIMIT = 1_000_000;

    /** Which way to go. */
    public enum Direction {
        /** From older to newer. */
        FORWARDS,
        /** From newer to older. */
        BACKWARDS
    }

    /**
     * Checks start and limit.
     *
     * @throws IllegalArgumentException if one is negative or the limit too large
     */
    public PageRequest {
        if (start < 0) {
            throw new IllegalArgumentException("sequence " + start + " is negative");
        }
        if (limit < 0 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit + " is outside 0 to " + MAX_LIMIT);
        }
    }

    /** Returns the oldest events, oldest first. */
    public static PageRequest oldest(int limit) {
        return new PageRequest(Direction.FORWARDS, 0, limit);
    }

    /** Returns the newest events, newest first. */
    public static PageRequest newest(int limit) {
        return new PageRequest(Direction.BACKWARDS, Long.MAX_VALUE, limit);
    }

    /** Returns the events from this sequence on, oldest first. */
    public static PageRequest from(long sequence, int limit) {
        return new PageRequest(Direction.FORWARDS, sequence, limit);
    }

    /**
     * Returns the events before this sequence, newest first.
     *
     * @throws IllegalArgumentException if the sequence is 0 or negative: nothing comes before the first event
     */
    public static PageRequest before(long sequence, int limit) {
        return new PageRequest(Direction.BACKWARDS, sequence - 1, limit);
    }
}
