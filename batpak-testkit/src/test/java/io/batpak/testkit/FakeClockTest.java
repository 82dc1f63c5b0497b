package io.batpak.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FakeClockTest {
    @Test
    void clock_standsStillUntilAdvanced() {
        FakeClock clock = new FakeClock();
        long wall = clock.wallMicros();
        long monotonic = clock.monotonicNanos();
        assertThat(clock.wallMicros()).isEqualTo(wall).isEqualTo(FakeClock.START.toEpochMilli() * 1000);
        clock.advance(Duration.ofMillis(2));
        assertThat(clock.wallMicros() - wall).isEqualTo(2_000);
        assertThat(clock.monotonicNanos() - monotonic).isEqualTo(2_000_000);
    }

    @Test
    void stepping_goesOnWithEachReading() {
        FakeClock clock = FakeClock.stepping(Duration.ofNanos(3_000));
        long wall = clock.wallMicros();
        assertThat(clock.wallMicros() - wall).isEqualTo(3);
        assertThat(clock.monotonicNanos()).isEqualTo(6_000);
    }

    @Test
    void setWallMicros_maySetBackAndLeavesTheOtherAlone() {
        FakeClock clock = new FakeClock();
        clock.setWallMicros(5);
        assertThat(clock.wallMicros()).isEqualTo(5);
        assertThat(clock.monotonicNanos()).isZero();
    }
}
