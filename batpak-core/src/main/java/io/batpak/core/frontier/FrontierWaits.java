package io.batpak.core.frontier;

import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.error.WaitTimeoutException;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Watermark;
import io.batpak.api.spi.StoreClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait until a point of the frontier comes to a bound.
 *
 * <p>Each is woken when its own bound is reached and looks for itself, so no other wake-up satisfies it. None is lost: a
 * waiter counts itself and then looks, whoever moves a point does so and then looks at the count; both are volatile, so
 * one of the two sees the other. Whoever moves a point pays for that one look while nobody waits.
 *
 * <p>Time is that of the store's clock. So that a clock that stands still holds nobody for ever, the pauses that passed in
 * full count as well, and so that one that leaps is noticed, no pause is long.
 */
public final class FrontierWaits {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final Watermarks watermarks;
    private final StoreClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Waiter> waiters = new ArrayList<>();
    private volatile int count;
    private @Nullable Supplier<StoreUnavailableException> ended;

    FrontierWaits(Watermarks watermarks, StoreClock clock) {
        this.watermarks = watermarks;
        this.clock = clock;
    }

    /** Checks what is waited for, before anything happens. */
    public static void require(long bound, Duration timeout) {
        if (bound < 0) {
            throw new IllegalArgumentException("bound " + bound + " is negative");
        }
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout " + timeout + " is negative");
        }
    }

    /** Waits for a point of a lane, or of the whole store without one; an interrupt ends the wait. */
    public void await(Watermark watermark, @Nullable Lane lane, long bound, Duration timeout)
            throws InterruptedException {
        require(bound, timeout);
        new Waiter(watermark, lane, bound, timeout).await();
    }

    /** Waits for a point of the whole store; an interrupt does not end the wait, and its flag is set again. */
    public void awaitThroughInterrupts(Watermark watermark, long bound, Duration timeout) {
        require(bound, timeout);
        Waiter waiter = new Waiter(watermark, null, bound, timeout);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    waiter.await();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Wakes those whose bound was reached. Called by whoever moved a point, after that. */
    void moved() {
        if (count != 0) {
            wakeCovered();
        }
    }

    private void wakeCovered() {
        lock.lock();
        try {
            for (Waiter waiter : waiters) {
                if (waiter.isCovered()) {
                    waiter.covered.signal();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Wakes all, now and in future: what has not come does not come any more. The first reason stands. */
    void end(Supplier<StoreUnavailableException> why) {
        lock.lock();
        try {
            ended = ended == null ? why : ended;
            waiters.forEach(waiter -> waiter.covered.signal());
        } finally {
            lock.unlock();
        }
    }

    /** One wait. It may be interrupted and go on; its time goes on as well. */
    private final class Waiter {
        private final Watermark watermark;
        private final @Nullable Lane lane;
        private final long bound;
        private final Duration timeout;
        private final Condition covered = lock.newCondition();
        private final long begin = clock.monotonicNanos();
        private long paused;

        Waiter(Watermark watermark, @Nullable Lane lane, long bound, Duration timeout) {
            this.watermark = watermark;
            this.lane = lane;
            this.bound = bound;
            this.timeout = timeout;
        }

        boolean isCovered() {
            return watermarks.at(watermark, lane) >= bound;
        }

        void await() throws InterruptedException {
            if (isCovered()) {
                return;
            }
            lock.lock();
            try {
                waiters.add(this);
                count = waiters.size();
                while (!isCovered()) { // J-21: satisfied first, ended second, late third
                    if (ended != null) {
                        throw ended.get();
                    }
                    long pause = Math.min(left(), PAUSE);
                    if (covered.awaitNanos(pause) <= 0) {
                        paused += pause;
                    }
                }
            } finally {
                waiters.remove(this);
                count = waiters.size();
                lock.unlock();
            }
        }

        /** Returns how many nanoseconds there are left to wait, at least one. */
        private long left() {
            long nanos = timeout.compareTo(LONGEST) < 0 ? timeout.toNanos() : Long.MAX_VALUE;
            long left = nanos - Math.max(paused, clock.monotonicNanos() - begin);
            if (left <= 0) {
                throw new WaitTimeoutException(watermark, lane, bound, watermarks.at(watermark, lane), timeout);
            }
            return left;
        }
    }
}
