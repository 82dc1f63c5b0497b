package io.batpak.core.frontier;

/**
 * What can be seen at one moment: everything below a bound, but for what is hidden. Immutable, so that a read that takes
 * it once sees all of a fence or nothing of it (FRN-21).
 */
public final class Visibility {
    private final long bound;
    private final HiddenRanges hidden;

    Visibility(long bound, HiddenRanges hidden) {
        this.bound = bound;
        this.hidden = hidden;
    }

    /** Returns that in which nothing is hidden. */
    public static Visibility ofAll(long bound) {
        return new Visibility(bound, HiddenRanges.NONE);
    }

    /** Returns the sequence after the newest event that can be seen, or one after hidden events behind it. */
    public long bound() {
        return bound;
    }

    /** Returns true if the event of a sequence can be seen. */
    public boolean shows(long sequence) {
        return sequence < bound && (hidden.isEmpty() || !hidden.contains(sequence));
    }

    /** Returns the first sequence from {@code sequence} on that can be seen; -1 if there is none. */
    public long ascend(long sequence) {
        long next = hidden.isEmpty() ? sequence : hidden.ascend(sequence);
        return next < bound ? next : -1;
    }

    /** Returns the last sequence up to {@code sequence} that can be seen; -1 if there is none. */
    public long descend(long sequence) {
        long last = Math.min(sequence, bound - 1);
        return hidden.isEmpty() ? last : hidden.descend(last);
    }
}
