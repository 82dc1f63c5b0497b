package io.batpak.api.read;

import io.batpak.api.event.Watermark;

/**
 * The six watermarks at one moment. Each is a bound: the sequences below it have come that far, as far as they are among
 * those that this is about.
 *
 * <p><b>Threads:</b> immutable.
 */
public interface Progress {
    /** Returns a watermark. */
    long at(Watermark watermark);

    /**
     * Returns up to where sequences are assigned. A write that failed and was undone leaves it ahead of the others: the
     * next events take those sequences.
     */
    default long accepted() {
        return at(Watermark.ACCEPTED);
    }

    /** Returns up to where events are handed to the operating system. */
    default long written() {
        return at(Watermark.WRITTEN);
    }

    /** Returns up to where events are forced to the medium. */
    default long durable() {
        return at(Watermark.DURABLE);
    }

    /** Returns up to where readers see events. */
    default long visible() {
        return at(Watermark.VISIBLE);
    }

    /** Returns up to where events were offered to those who listen. */
    default long emitted() {
        return at(Watermark.EMITTED);
    }

    /** Returns up to where all registered consumers have come; with none, where the store began when it was opened. */
    default long applied() {
        return at(Watermark.APPLIED);
    }

    /** Returns how far visible is ahead of durable; negative if it is behind. */
    default long visibleMinusDurable() {
        return visible() - durable();
    }
}
