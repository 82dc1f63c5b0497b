package io.batpak.core.segment;

import java.util.Arrays;

/** The segments of a store in order, as they were at one moment. Immutable. */
public final class SegmentSet {
    private static final SegmentSet EMPTY = new SegmentSet(new SegmentView[0]);

    private final SegmentView[] segments;

    private SegmentSet(SegmentView[] segments) {
        this.segments = segments;
    }

    public static SegmentSet empty() {
        return EMPTY;
    }

    /** Returns the set with one more segment at its end. */
    public SegmentSet with(SegmentView next) {
        SegmentView[] more = Arrays.copyOf(segments, segments.length + 1);
        more[segments.length] = next;
        return new SegmentSet(more);
    }

    public int size() {
        return segments.length;
    }

    public SegmentView get(int index) {
        return segments[index];
    }

    /** Returns the segment that holds this sequence, which is not below the first segment's. */
    public SegmentView holding(long sequence) {
        int low = 0;
        int high = segments.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (segments[middle].header().firstSequence() <= sequence) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return segments[low];
    }
}
