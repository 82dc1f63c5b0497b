package io.batpak.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.core.plugins.Blake3Provider;
import io.batpak.api.event.EventId;
import io.batpak.testkit.FakeClock;
import io.batpak.testkit.SeededRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The layout of RFC 9562, section 5.7. */
class Uuid7Test {
    private final FakeClock clock = new FakeClock();

    @Test
    void nextEventId_isAUuidOfVersion7() {
        UUID id = new Uuid7(clock, new SeededRandom(1)).nextEventId().toUuid();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test // the example of RFC 9562, appendix A.6
    void nextEventId_isTheExampleOfTheStandard() {
        clock.setWallMicros(0x017f22e279b0L * 1000 + 999);
        // 12 bits cc3 come last, 62 bits 18c4dc0c0c07398f first.
        long low62 = 0x18c4dc0c0c07398fL;
        Uuid7 ids = new Uuid7(clock, target -> {
            for (int i = 0; i < 8; i++) {
                target[i] = (byte) (low62 << 2 >>> 56 - 8 * i);
            }
            target[8] = (byte) 0xfc;
            target[9] = (byte) 0xc3;
        });
        assertThat(ids.nextEventId().toUuid()).hasToString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    }

    @Test
    void nextEventId_beforeTheEpochAndAfterTheLastYear_staysInRange() {
        Uuid7 ids = new Uuid7(clock, new SeededRandom(1));
        clock.setWallMicros(-1);
        assertThat(ids.nextEventId().high() >>> 16).isZero();
        clock.setWallMicros(Long.MAX_VALUE);
        assertThat(ids.nextEventId().high() >>> 16).isEqualTo(Math.min(Long.MAX_VALUE / 1000, (1L << 48) - 1));
        assertThat(ids.nextEventId().toUuid().version()).isEqualTo(7);
    }

    @Test
    void nextEventId_usesEveryOtherBit() {
        Uuid7 ids = new Uuid7(clock, new SeededRandom(1));
        long high = 0;
        long low = 0;
        EventId first = ids.nextEventId();
        for (int i = 0; i < 1000; i++) {
            EventId id = ids.nextEventId();
            high |= id.high() ^ first.high();
            low |= id.low() ^ first.low();
        }
        assertThat(high).isEqualTo(0xfff);
        assertThat(low).isEqualTo(-1L >>> 2);
    }

    @Test
    void nextEventId_byManyThreads_neverRepeats() {
        Uuid7 ids = new Uuid7(clock, new SecureRandomSource(new Blake3Provider()));
        Set<EventId> seen = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 100_000).parallel().forEach(i -> seen.add(ids.nextEventId()));
        assertThat(seen).hasSize(100_000);
    }

    @Test
    void nextEventId_sortsByTime() {
        Uuid7 ids = new Uuid7(FakeClock.stepping(Duration.ofMillis(1)), new SeededRandom(1));
        String[] texts = new String[100];
        Arrays.setAll(texts, i -> ids.nextEventId().toString());
        assertThat(texts).isSorted();
    }
}
