package io.batpak.core.frontier;

import io.batpak.api.event.Lane;
import io.batpak.api.read.LaneFrontier;
import io.batpak.core.segment.EventStamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/**
 * The points of each lane, as one more than the sequence of its newest event that has come so far. Nothing is kept
 * while only lane 0 is in use. All but {@link #areInUse} and {@link #concern} happens under the lock of {@link Watermarks}.
 *
 * <p>A force moves no lane here, so that it costs nothing for those that it does not concern: a lane's durable point is
 * its written one, once the store's durable point covers that, and until then what it was before (FRN-5).
 */
final class LaneMarks {
    private static final int FIRST_SIZE = 4;

    private volatile boolean inUse;
    private boolean heldBack; // a lane's newest event is written and cannot be seen
    private int count;
    private long[] lanes = new long[FIRST_SIZE]; // ascending; the others are parallel to it
    private long[] accepted = new long[FIRST_SIZE];
    private long[] written = new long[FIRST_SIZE];
    private long[] durable = new long[FIRST_SIZE];
    private long[] visible = new long[FIRST_SIZE];

    /** Returns true once another lane than 0 was used. */
    boolean areInUse() {
        return inUse;
    }

    /** Returns true if points of lanes are to be moved for these events. */
    boolean concern(List<? extends EventStamp> group) {
        if (inUse) {
            return true;
        }
        for (int i = 0; i < group.size(); i++) { // no iterator for each append
            if (group.get(i).lane != 0) {
                return true;
            }
        }
        return false;
    }

    /** Moves the accepted points; {@code before} is what lane 0 has, if these events are the first on another lane. */
    void accept(List<? extends EventStamp> group, Marks before) {
        if (!inUse) {
            if (before.accepted() > 0) {
                put(0, before);
            }
            inUse = true;
        }
        for (int i = lastOfRun(group, 0); i < group.size(); i = lastOfRun(group, i + 1)) {
            int at = indexOf(group.get(i).lane);
            accepted[at] = Math.max(accepted[at], group.get(i).sequence + 1);
        }
    }

    /** Moves the written points, of events that were accepted. */
    void written(List<? extends EventStamp> group, long storeDurable) {
        if (!inUse) {
            return;
        }
        for (int i = lastOfRun(group, 0); i < group.size(); i = lastOfRun(group, i + 1)) {
            int at = indexOf(group.get(i).lane);
            if (written[at] <= storeDurable) {
                durable[at] = written[at];
            }
            written[at] = Math.max(written[at], group.get(i).sequence + 1);
        }
    }

    /**
     * Moves the visible points, and the written ones where that was not done. A lane's is its written one, unless the
     * store's says that a visibility fence holds that back.
     */
    void publish(List<? extends EventStamp> group, long storeDurable, long storeVisible) {
        if (!inUse) {
            return;
        }
        written(group, storeDurable);
        if (heldBack) {
            heldBack = false;
            for (int at = 0; at < count; at++) {
                show(at, storeVisible);
            }
            return;
        }
        for (int i = lastOfRun(group, 0); i < group.size(); i = lastOfRun(group, i + 1)) {
            show(indexOf(group.get(i).lane), storeVisible);
        }
    }

    private void show(int at, long storeVisible) {
        if (written[at] <= storeVisible) {
            visible[at] = written[at];
        } else {
            heldBack = true;
        }
    }

    /** Returns the last of the events from {@code from} on that share a lane; of those only the newest counts. */
    private static int lastOfRun(List<? extends EventStamp> group, int from) {
        int last = from;
        while (last + 1 < group.size() && group.get(last + 1).lane == group.get(from).lane) {
            last++;
        }
        return last;
    }

    /** Sets all points of each lane to its bound, the visible one to no more than the store's. */
    void restore(SortedMap<Long, Long> bounds, long storeVisible) {
        bounds.forEach((lane, bound) -> {
            long shown = Math.min(bound, storeVisible);
            put(lane, new Marks(bound, bound, bound, shown, shown));
            heldBack |= shown < bound;
        });
        inUse |= !bounds.isEmpty();
    }

    private void put(long lane, Marks marks) {
        int at = indexOf(lane);
        accepted[at] = Math.max(accepted[at], marks.accepted());
        written[at] = marks.written();
        durable[at] = marks.durable();
        visible[at] = marks.visible();
    }

    /** Returns the points of a lane. */
    Marks at(long lane, long storeDurable, long applied) {
        int at = Arrays.binarySearch(lanes, 0, count, lane);
        return at < 0 ? Marks.ORIGIN : marks(at, storeDurable, applied);
    }

    private Marks marks(int at, long storeDurable, long applied) {
        return new Marks(
                accepted[at],
                written[at],
                written[at] <= storeDurable ? written[at] : durable[at],
                visible[at],
                Math.min(visible[at], applied));
    }

    /** Returns the points of all lanes, by number. */
    List<LaneFrontier> views(long storeDurable, long applied) {
        List<LaneFrontier> views = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            views.add(new LaneView(Lane.of(lanes[i]), marks(i, storeDurable, applied)));
        }
        return List.copyOf(views);
    }

    /** Returns where a lane is; makes room for it if it is new. */
    private int indexOf(long lane) {
        int found = Arrays.binarySearch(lanes, 0, count, lane);
        if (found >= 0) {
            return found;
        }
        int at = -found - 1;
        lanes = withRoomAt(at, lanes);
        accepted = withRoomAt(at, accepted);
        written = withRoomAt(at, written);
        durable = withRoomAt(at, durable);
        visible = withRoomAt(at, visible);
        lanes[at] = lane;
        count++;
        return at;
    }

    private long[] withRoomAt(int at, long[] column) {
        long[] roomy = count < column.length ? column : Arrays.copyOf(column, 2 * count);
        System.arraycopy(roomy, at, roomy, at + 1, count - at);
        roomy[at] = 0;
        return roomy;
    }
}
