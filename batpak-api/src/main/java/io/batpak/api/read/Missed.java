package io.batpak.api.read;

/**
 * A gap in what a subscription delivered. The events themselves are in the store: read them from the first one on.
 *
 * @param count how many events of the region, at least 1; one that could not be read counts, since it may belong to it
 * @param firstSequence the sequence of the first of them
 */
public record Missed(long count, long firstSequence) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if nothing was missed, or the sequence is negative
     */
    public Missed {
        if (count < 1 || firstSequence < 0) {
            throw new IllegalArgumentException(count + " events missed from sequence " + firstSequence + " on");
        }
    }
}
