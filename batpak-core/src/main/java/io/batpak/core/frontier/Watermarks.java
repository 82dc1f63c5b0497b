package io.batpak.core.frontier;

import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Watermark;
import io.batpak.api.read.Frontier;
import io.batpak.api.read.LaneFrontier;
import io.batpak.api.spi.StoreClock;
import io.batpak.core.segment.EventStamp;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The progress points of a store in memory (FRN-1). The holder of the writer role moves them; readers take what they need
 * by volatile reads.
 *
 * <p>Visible is more than a point: a {@link Visibility} also knows what lies below it and is hidden.
 *
 * <p>What moves together, written, durable and visible, is one immutable object behind one volatile reference. Accepted
 * has a field of its own, because it moves ahead of each write and must cost next to nothing there, and so has applied,
 * which consumers move. A view reads the reference, then these two, then the reference again, and starts over if it was
 * replaced meanwhile: so all that it read was true at one moment (FRN-6). Accepted moves before the reference, and applied
 * never beyond the visible point: so the order of FRN-3 holds in it. Emitted moves in the publication that makes events
 * visible, and is the same number.
 *
 * <p>While only lane 0 is in use its points are those of the store, and nothing is kept for it. From the first event on
 * another lane on, {@link LaneMarks} keeps points for each, and whatever moves points holds {@link #lock}. So does, always,
 * what makes something durable, because that point stands still from the end of writing on (FRN-10).
 */
public final class Watermarks {
    /** What moves together. A class and no record: views compare which object it is. */
    private static final class Points {
        private final long written;
        private final long durable;
        private final Visibility visible;

        Points(long written, long durable, Visibility visible) {
            this.written = written;
            this.durable = durable;
            this.visible = visible;
        }
    }

    private static final long NOT_PENDING = Long.MIN_VALUE;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final StoreClock clock;
    private final FrontierWaits waits;
    private final ReentrantLock lock = new ReentrantLock();
    private final LaneMarks lanes;
    private volatile long accepted;
    private volatile Points points;
    private volatile long applied;
    private volatile long pendingSince = NOT_PENDING;
    private boolean ended;

    /**
     * Begins with what was recovered: all of it is on the medium (FRN-9).
     *
     * @param events how many there are
     * @param visible what of them can be seen
     * @param laneBounds the bound of each lane; empty if only lane 0 was ever used
     */
    public Watermarks(long events, Visibility visible, SortedMap<Long, Long> laneBounds, StoreClock clock) {
        this.clock = clock;
        this.waits = new FrontierWaits(this, clock);
        this.lanes = new LaneMarks();
        this.points = new Points(0, 0, Visibility.ofAll(0));
        moveTo(events, visible, laneBounds);
        this.applied = visible.bound();
    }

    /** Returns where the points are waited for. */
    public FrontierWaits waits() {
        return waits;
    }

    public long written() {
        return points.written;
    }

    /** Returns the visible point. */
    public long visible() {
        return points.visible.bound();
    }

    /** Returns what can be seen now. */
    public Visibility visibility() {
        return points.visible;
    }

    public long durable() {
        return points.durable;
    }

    /** Returns a point of a lane, or of the whole store without one. */
    long at(Watermark watermark, @Nullable Lane lane) {
        if (lane == null) {
            return at(watermark);
        }
        if (!lanes.areInUse()) {
            long point = lane.number() == 0 ? at(watermark) : 0;
            if (!lanes.areInUse()) {
                return point;
            }
        }
        lock.lock();
        try {
            return lanes.at(lane.number(), points.durable, applied).at(watermark);
        } finally {
            lock.unlock();
        }
    }

    private long at(Watermark watermark) {
        return switch (watermark) {
            case ACCEPTED -> accepted;
            case WRITTEN -> points.written;
            case DURABLE -> points.durable;
            case VISIBLE, EMITTED -> points.visible.bound();
            case APPLIED -> applied;
        };
    }

    /** Returns all points at one moment. */
    public Frontier snapshot() {
        if (!lanes.areInUse()) {
            FrontierView view = view(all -> List.of(new LaneView(Lane.MAIN, all)));
            if (!lanes.areInUse()) {
                return view;
            }
        }
        lock.lock();
        try {
            return view(all -> lanes.views(all.durable(), all.applied()));
        } finally {
            lock.unlock();
        }
    }

    private FrontierView view(Function<Marks, List<LaneFrontier>> ofLanes) {
        while (true) {
            Points p = points;
            Marks all = new Marks(accepted, p.written, p.durable, p.visible.bound(), applied);
            long since = pendingSince;
            if (p == points) {
                boolean pending = since != NOT_PENDING && all.accepted() > all.durable();
                long millis = pending ? Math.max(0, clock.monotonicNanos() - since) / NANOS_PER_MILLI : -1;
                return new FrontierView(all, ofLanes.apply(all), millis);
            }
            Thread.onSpinWait();
        }
    }

    /** Returns for how many nanoseconds something has been waiting to become durable; negative if nothing is. */
    public long pendingNanos() {
        long since = pendingSince;
        return since == NOT_PENDING ? -1 : Math.max(0, clock.monotonicNanos() - since);
    }

    /** Notes that these events are going to be written: nothing but the write can fail now (J-6). */
    public void accept(List<? extends EventStamp> group) {
        if (group.isEmpty()) {
            return;
        }
        if (pendingSince == NOT_PENDING) {
            pendingSince = Math.max(NOT_PENDING + 1, clock.monotonicNanos());
        }
        long bound = Math.max(accepted, group.get(group.size() - 1).sequence + 1);
        if (lanes.concern(group)) {
            lock.lock();
            try {
                lanes.accept(group, new Marks(accepted, points.written, points.durable, points.visible.bound(), 0));
                accepted = bound;
            } finally {
                lock.unlock();
            }
        } else {
            accepted = bound;
        }
        waits.moved();
    }

    /** Notes that the write failed and was undone: nothing waits for it any more. Accepted stays where it is (FRN-4). */
    public void undo() {
        if (points.durable == points.written) {
            pendingSince = NOT_PENDING;
        }
    }

    /** Notes that these events are written, and are forced before anybody may see them. */
    public void written(List<? extends EventStamp> group) {
        if (group.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            long bound = group.get(group.size() - 1).sequence + 1;
            lanes.written(group, points.durable);
            points = new Points(Math.max(bound, points.written), points.durable, points.visible);
        } finally {
            lock.unlock();
        }
        waits.moved();
    }

    /**
     * Publishes these events, which are written and indexed (FRN-18): whatever of them, and of earlier ones, is not held
     * back by a visibility fence becomes visible at once.
     *
     * @param events how many there are now
     * @param visible what can be seen of them
     * @param forced true if everything that is written was forced
     * @throws IllegalStateException if that would move the visible point back, or beyond what was accepted; nothing moved
     */
    public void publish(List<? extends EventStamp> group, long events, Visibility visible, boolean forced) {
        Points p = points;
        if (visible.bound() < p.visible.bound() || events > accepted) {
            throw new IllegalStateException("publish: requested " + visible.bound() + " of " + events + ", visible "
                    + p.visible.bound() + ", accepted " + accepted);
        }
        long written = Math.max(events, p.written);
        if (forced || lanes.areInUse()) {
            lock.lock();
            try {
                lanes.publish(group, p.durable, visible.bound());
                points = new Points(written, forced && !ended ? Math.max(events, p.durable) : p.durable, visible);
            } finally {
                lock.unlock();
            }
            clearPending();
        } else {
            points = new Points(written, p.durable, visible);
        }
        waits.moved();
    }

    /** Hides events that were never visible, and takes the place of a publication where nothing could be written. */
    public void hide(Visibility visible) {
        lock.lock();
        try {
            points = new Points(points.written, points.durable, visible);
        } finally {
            lock.unlock();
        }
    }

    /** Notes that a force has returned which began when so many events were written. */
    public void durable(long events) {
        lock.lock();
        try {
            Points p = points;
            if (events > p.durable && !ended) {
                points = new Points(p.written, Math.min(events, p.written), p.visible);
            }
        } finally {
            lock.unlock();
        }
        clearPending();
        waits.moved();
    }

    private void clearPending() {
        Points p = points;
        if (p.durable == p.written) {
            pendingSince = NOT_PENDING;
        }
    }

    /** Moves everything to what was found on the medium, all of it durable: by a reader's refresh, or by a restart. */
    public void moveTo(long events, Visibility visible, SortedMap<Long, Long> laneBounds) {
        lock.lock();
        try {
            lanes.restore(laneBounds, visible.bound());
            accepted = Math.max(accepted, events); // of what a restart lost, it stays where it was (FRN-4)
            points = new Points(events, events, visible);
        } finally {
            lock.unlock();
        }
        pendingSince = NOT_PENDING;
        waits.moved();
    }

    /** Sets the applied point, which may go back. For {@link Consumers}. */
    void applied(long bound) {
        applied = bound;
        waits.moved();
    }

    /** Ends all progress: durable stands still, and those who wait for what did not come are told why (FRN-10). */
    public void end(Supplier<StoreUnavailableException> why) {
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
        waits.end(why);
    }
}
