package io.batpak.core.segment;

/** Where the next frame is going to lie. One object serves all frames of a segment, one at a time. */
public final class FramePlace {
    private final FrameSum sum;
    private long offset;
    private long forced;

    FramePlace(FrameSum sum) {
        this.sum = sum;
    }

    /** Moves it to {@code offset} in a segment that is known to be forced up to {@code forced}. */
    FramePlace moveTo(long newOffset, long forcedTo) {
        offset = newOffset;
        forced = forcedTo;
        return this;
    }

    /** Returns the check sums of the segment. */
    FrameSum sum() {
        return sum;
    }

    long offset() {
        return offset;
    }

    long forced() {
        return forced;
    }
}
