package io.batpak.core.segment;

import java.io.IOException;

/** The segments that readers see. The holder of the writer role changes the set; readers take one snapshot. */
public final class Segments {
    private volatile SegmentSet current = SegmentSet.empty();

    public SegmentSet current() {
        return current;
    }

    /** Adds the next segment. */
    public void add(SegmentView segment) {
        current = current.with(segment);
    }

    /** Closes all files; views that are still in use stay valid. */
    public void close() throws IOException {
        IOException failure = null;
        SegmentSet set = current;
        for (int i = 0; i < set.size(); i++) {
            try {
                set.get(i).close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
