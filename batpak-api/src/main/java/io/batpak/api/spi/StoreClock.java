package io.batpak.api.spi;

/**
 * The only source of time (DESIGN D-12).
 *
 * <p><b>Threads:</b> safe for use by many threads at once.
 */
public interface StoreClock {
    /** Returns the time of day in microseconds since 1970-01-01T00:00:00Z; it may jump. */
    long wallMicros();

    /** Returns a reading in nanoseconds that never goes back within a process and says nothing by itself. */
    long monotonicNanos();
}
