package io.batpak.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class SystemClockTest {
    private final SystemClock clock = new SystemClock();

    @Test // W-122
    void wallMicros_areMicrosecondsSince1970() {
        long before = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        long micros = clock.wallMicros();
        assertThat(micros).isBetween(before, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
    }

    @Test // W-122
    void monotonicNanos_neverGoBack() {
        long last = clock.monotonicNanos();
        for (int i = 0; i < 10_000; i++) {
            long next = clock.monotonicNanos();
            assertThat(next - last).isNotNegative();
            last = next;
        }
    }
}
