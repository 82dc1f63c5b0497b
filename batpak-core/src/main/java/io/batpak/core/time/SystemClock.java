package io.batpak.core.time;

import io.batpak.api.spi.StoreClock;
import java.time.Instant;

/**
 * The clocks of the system.
 *
 * <p><b>Threads:</b> safe for use by many threads at once.
 */
public final class SystemClock implements StoreClock {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    /** Makes the clock; it has no state. */
    public SystemClock() {}

    @Override
    public long wallMicros() {
        // Not System.currentTimeMillis, which has no microseconds. The JVM does not allocate the instant.
        Instant now = Instant.now();
        return now.getEpochSecond() * MICROS_PER_SECOND + now.getNano() / NANOS_PER_MICRO;
    }

    @Override
    public long monotonicNanos() {
        return System.nanoTime();
    }
}
