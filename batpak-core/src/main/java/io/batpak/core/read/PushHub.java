package io.batpak.core.read;

import io.batpak.api.error.BatpakException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.event.Region;
import io.batpak.api.read.Overflow;
import io.batpak.api.read.Subscription;
import io.batpak.api.read.SubscriptionEnd;
import io.batpak.api.spi.StoreClock;
import io.batpak.api.spi.StoreExecutor;
import io.batpak.core.frontier.PublishListener;
import io.batpak.core.frontier.Visibility;
import io.batpak.core.frontier.Watermarks;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Push delivery, beside the commits: whoever publishes only wakes a worker, which reads what was published and offers it
 * to all subscriptions. The worker starts with the first of them.
 *
 * <p>Nothing is missed and nothing comes twice, because each {@link PushQueue} remembers the next sequence that it has to
 * be offered, from the visible bound of the moment it was made on: a turn begins at the lowest of these. A subscription is
 * entered first and then wakes the worker itself, so that a publication between the two need not have seen it.
 */
public final class PushHub implements PublishListener, AutoCloseable {
    /** Where publications come from. */
    public interface Source {
        /** The writer of this store, which wakes whoever is to know. */
        Source WRITER = () -> StoreExecutor.UNTIL_WOKEN;

        /** Takes notice of what was published; returns after how many nanoseconds to look again. */
        long look();
    }

    private static final Logger LOG = LoggerFactory.getLogger(PushHub.class);

    private final EventReader reader;
    private final Watermarks watermarks;
    private final StoreClock clock;
    private final StoreExecutor executor;
    private final String threadName;
    private final Source source;
    private final ReentrantLock lock = new ReentrantLock(); // for changes of what follows
    private volatile PushQueue[] queues = new PushQueue[0];
    private volatile StoreExecutor.@Nullable Worker worker;
    private volatile boolean poisoned;
    private boolean closed;

    public PushHub(
            EventReader reader,
            Watermarks watermarks,
            StoreClock clock,
            StoreExecutor executor,
            String threadName,
            Source source) {
        this.reader = reader;
        this.watermarks = watermarks;
        this.clock = clock;
        this.executor = executor;
        this.threadName = threadName;
        this.source = source;
    }

    public Subscription subscribe(Region region, int capacity, Overflow overflow) {
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(overflow, "overflow");
        if (capacity < 1 || capacity > Subscription.MAX_CAPACITY) {
            throw new IllegalArgumentException(
                    "capacity " + capacity + " is outside 1 to " + Subscription.MAX_CAPACITY);
        }
        PushQueue queue = enter(region, capacity, overflow);
        wake();
        return queue;
    }

    private PushQueue enter(Region region, int capacity, Overflow overflow) {
        lock.lock();
        try {
            if (closed) {
                throw new StoreUnavailableException(
                        ErrorCode.STORE_CLOSED, "The store is closed. Open it again to subscribe.", null);
            }
            if (worker == null) {
                worker = executor.start(threadName, 0, this::turn);
            }
            PushQueue queue = new PushQueue(region, capacity, overflow, watermarks.visible(), clock);
            PushQueue[] more = Arrays.copyOf(queues, queues.length + 1);
            more[queues.length] = queue;
            queues = more;
            return queue;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void published() {
        if (queues.length > 0) {
            wake();
        }
    }

    /** Ends all subscriptions once they have what was published: nothing more will be. */
    public void poisoned() {
        poisoned = true;
        published();
    }

    private void wake() {
        StoreExecutor.Worker waking = worker;
        if (waking != null) {
            waking.wake();
        }
    }

    private long turn() {
        boolean last = poisoned; // read before the turn: what was published until then is delivered
        long nextTurn = queues.length == 0 ? StoreExecutor.UNTIL_WOKEN : look();
        deliver();
        if (last) {
            end(new SubscriptionEnd.StorePoisoned());
        }
        sweep();
        return nextTurn;
    }

    private long look() {
        try {
            return source.look();
        } catch (BatpakException e) {
            LOG.warn("The store could not be read on for its subscriptions, which end", e); // LOG-1
            end(new SubscriptionEnd.ReadFailed(e));
            return StoreExecutor.UNTIL_WOKEN;
        }
    }

    private void deliver() {
        PushQueue[] all = queues;
        Visibility visible = watermarks.visibility();
        long sequence = visible.bound();
        for (PushQueue queue : all) {
            sequence = queue.isOpen() ? Math.min(sequence, queue.next()) : sequence;
        }
        for (long next = visible.ascend(sequence); next >= 0 && isAnyOpen(all); next = visible.ascend(next + 1)) {
            deliver(next, all);
        }
    }

    private void deliver(long sequence, PushQueue[] all) {
        PublishedEvent event;
        try {
            event = PublishedEvent.of(reader.event(sequence));
        } catch (BatpakException e) {
            LOG.warn("Event {} could not be read for the subscriptions: it is lost to them", sequence, e); // LOG-1
            for (PushQueue queue : all) {
                queue.lose(sequence);
            }
            return;
        }
        for (PushQueue queue : all) {
            queue.offer(event);
        }
    }

    private static boolean isAnyOpen(PushQueue[] all) {
        for (PushQueue queue : all) {
            if (queue.isOpen()) {
                return true;
            }
        }
        return false;
    }

    private void end(SubscriptionEnd why) {
        for (PushQueue queue : queues) {
            queue.end(why);
        }
    }

    private void sweep() {
        if (Arrays.stream(queues).allMatch(PushQueue::isOpen)) {
            return;
        }
        lock.lock();
        try {
            queues = Arrays.stream(queues).filter(PushQueue::isOpen).toArray(PushQueue[]::new);
        } finally {
            lock.unlock();
        }
    }

    /** Delivers what was published and ends all subscriptions; the store still reads, and publishes nothing more. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            lock.unlock();
        }
        StoreExecutor.Worker working = worker;
        if (working == null) {
            return;
        }
        working.close();
        try {
            deliver();
        } finally {
            end(poisoned ? new SubscriptionEnd.StorePoisoned() : new SubscriptionEnd.StoreClosed());
        }
    }
}
