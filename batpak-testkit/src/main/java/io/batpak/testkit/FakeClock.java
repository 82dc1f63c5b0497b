package io.batpak.testkit;

import io.batpak.api.spi.StoreClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A clock that stands still until it is told to go, or goes on by a step with each reading.
 *
 * <p><b>Threads:</b> safe for use by many threads at once.
 */
public final class FakeClock implements StoreClock {
    /** Where it begins: 2026-01-01T00:00:00Z. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ReentrantLock lock = new ReentrantLock();
    private long wallMicros = ChronoUnit.MICROS.between(Instant.EPOCH, START);
    private long monotonicNanos;
    private long stepNanos;

    /** Makes one that stands still at {@link #START}. */
    public FakeClock() {}

    /** Makes one that goes on by that much after each reading; in whole microseconds. */
    public static FakeClock stepping(Duration step) {
        requireForward(step);
        FakeClock clock = new FakeClock();
        clock.stepNanos = step.toNanos();
        return clock;
    }

    @Override
    public long wallMicros() {
        lock.lock();
        try {
            long reading = wallMicros;
            go(stepNanos);
            return reading;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long monotonicNanos() {
        lock.lock();
        try {
            long reading = monotonicNanos;
            go(stepNanos);
            return reading;
        } finally {
            lock.unlock();
        }
    }

    /** Lets time pass, in whole microseconds. */
    public void advance(Duration time) {
        requireForward(time);
        lock.lock();
        try {
            go(time.toNanos());
        } finally {
            lock.unlock();
        }
    }

    /** Sets the time of day alone, forward or back: somebody set the clock, no time passed. */
    public void setWallMicros(long micros) {
        lock.lock();
        try {
            wallMicros = micros;
        } finally {
            lock.unlock();
        }
    }

    private void go(long nanos) {
        monotonicNanos += nanos;
        wallMicros += nanos / 1000;
    }

    private static void requireForward(Duration time) {
        if (time.isNegative() || time.toNanos() % 1000 != 0) {
            throw new IllegalArgumentException("Negative, or not in whole microseconds: " + time);
        }
    }
}
