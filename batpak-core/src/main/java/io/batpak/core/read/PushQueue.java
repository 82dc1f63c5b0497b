package io.batpak.core.read;

import io.batpak.api.event.Region;
import io.batpak.api.read.Missed;
import io.batpak.api.read.Notification;
import io.batpak.api.read.Overflow;
import io.batpak.api.read.Subscription;
import io.batpak.api.read.SubscriptionEnd;
import io.batpak.api.spi.StoreClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One subscription: {@link PushHub} fills it in its turns, and never waits for room; the subscriber empties it. The first
 * end is the one that counts, and is told when the queue is empty.
 */
final class PushQueue implements Subscription {
    private final Region region;
    private final int capacity;
    private final Overflow overflow;
    private final StoreClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Notification> queue = new ArrayDeque<>();
    private long next; // used by the hub's turns alone
    private @Nullable Missed missed;
    private volatile @Nullable SubscriptionEnd end;

    /** Makes one for events from the sequence {@code from} on. */
    PushQueue(Region region, int capacity, Overflow overflow, long from, StoreClock clock) {
        this.region = region;
        this.capacity = capacity;
        this.overflow = overflow;
        this.next = from;
        this.clock = clock;
    }

    /** Returns the first sequence that was not offered yet. */
    long next() {
        return next;
    }

    boolean isOpen() {
        return end == null;
    }

    /** Queues the event if it is due and belongs to the region. */
    void offer(PublishedEvent event) {
        if (event.sequence() < next) {
            return;
        }
        if (region.matches(event.coordinate(), event.kind(), event.lane())) {
            add(event);
        }
        next = event.sequence() + 1; // last, so that a turn that fails before is not the loss of an event
    }

    /** Takes notice of an event that cannot be read: whether it belongs to the region nobody can tell. */
    void lose(long sequence) {
        if (sequence < next) {
            return;
        }
        lock.lock();
        try {
            miss(sequence);
        } finally {
            lock.unlock();
        }
        next = sequence + 1;
    }

    private void add(PublishedEvent event) {
        lock.lock();
        try {
            if (end != null) {
                return;
            }
            if (queue.size() == capacity) {
                miss(event.sequence());
            } else {
                queue.add(missed == null ? event : event.after(missed));
                missed = null;
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void miss(long sequence) {
        switch (overflow) {
            case CUT_OFF -> endLocked(new SubscriptionEnd.CutOff(sequence));
            case SKIP -> missed = missed == null
                    ? new Missed(1, sequence)
                    : new Missed(missed.count() + 1, missed.firstSequence());
        }
    }

    /** Lets nothing more come; what is queued stays. */
    void end(SubscriptionEnd why) {
        lock.lock();
        try {
            endLocked(why);
        } finally {
            lock.unlock();
        }
    }

    private void endLocked(SubscriptionEnd why) {
        if (end == null) {
            end = why;
            changed.signalAll();
        }
    }

    @Override
    public Optional<Notification> poll() {
        lock.lock();
        try {
            return Optional.ofNullable(queue.poll());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Notification> take(Duration timeout) throws InterruptedException {
        long limit = Math.max(0, TimeUnit.NANOSECONDS.convert(timeout));
        long begin = clock.monotonicNanos();
        long parked = 0;
        lock.lock();
        try {
            while (queue.isEmpty() && end == null) {
                long left = limit - Math.max(parked, clock.monotonicNanos() - begin);
                if (left <= 0) {
                    break;
                }
                if (changed.awaitNanos(left) <= 0) {
                    parked += left; // a clock that stands still makes no wait endless (FRN-16)
                }
            }
            return Optional.ofNullable(queue.poll());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Missed> missed() {
        lock.lock();
        try {
            return Optional.ofNullable(missed);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<SubscriptionEnd> end() {
        lock.lock();
        try {
            return queue.isEmpty() ? Optional.ofNullable(end) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            endLocked(new SubscriptionEnd.Closed());
            queue.clear();
        } finally {
            lock.unlock();
        }
    }
}
