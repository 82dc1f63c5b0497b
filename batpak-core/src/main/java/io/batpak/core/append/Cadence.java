package io.batpak.core.append;

import io.batpak.api.StoreConfig;
import io.batpak.api.spi.StoreExecutor;
import io.batpak.core.frontier.Watermarks;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that what is written becomes durable although nobody asks for that (J-35): after so many events, or after
 * some time. The helper asks for the force, and the writer thread does it like any other that was queued; no caller
 * ever does. One is under way at a time.
 */
public final class Cadence {
    private static final long RETRY = TimeUnit.MILLISECONDS.toNanos(10);
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final Watermarks watermarks;
    private final WriterDriver driver;
    private final long maxCount;
    private final long maxNanos;
    private volatile boolean underWay;
    private volatile boolean watching;

    private Cadence(Watermarks watermarks, WriterDriver driver, long maxCount, long maxNanos) {
        this.watermarks = watermarks;
        this.driver = driver;
        this.maxCount = maxCount;
        this.maxNanos = maxNanos;
    }

    /** Returns the cadence of the configuration, if it has one. */
    public static Optional<Cadence> of(StoreConfig config, Watermarks watermarks, WriterDriver driver) {
        if (config.unforcedMaxCount().isEmpty() && config.unforcedMaxAge().isEmpty()) {
            return Optional.empty();
        }
        long count = config.unforcedMaxCount().isPresent() ? config.unforcedMaxCount().getAsInt() : Long.MAX_VALUE;
        long nanos = config.unforcedMaxAge().filter(age -> age.compareTo(LONGEST) < 0).map(Duration::toNanos)
                .orElse(Long.MAX_VALUE);
        return Optional.of(new Cadence(watermarks, driver, count, nanos));
    }

    /** Returns true if the helper should have a turn: after a commit, cheap, and false for most. */
    boolean isDue() {
        if (underWay) {
            return false; // whoever ends it asks again
        }
        long unforced = watermarks.written() - watermarks.durable();
        return unforced >= maxCount || unforced > 0 && !watching && maxNanos != Long.MAX_VALUE;
    }

    /** Asks for a force if it is time; returns after how many nanoseconds it wants another turn. */
    long turn() {
        watching = false; // before looking: whoever writes after that asks for another turn
        if (underWay) {
            return StoreExecutor.UNTIL_WOKEN;
        }
        long unforced = watermarks.written() - watermarks.durable();
        if (unforced <= 0) {
            return StoreExecutor.UNTIL_WOKEN;
        }
        long left = maxNanos == Long.MAX_VALUE ? StoreExecutor.UNTIL_WOKEN : maxNanos - watermarks.pendingNanos();
        if (unforced < maxCount && left > 0) {
            watching = true;
            return left;
        }
        return ask();
    }

    private long ask() {
        underWay = true; // before it can end
        if (driver.tryForce(() -> underWay = false)) {
            return StoreExecutor.UNTIL_WOKEN;
        }
        underWay = false;
        return RETRY; // the queue is full, so the writer is at work; or it is closed, and a close forces
    }
}
