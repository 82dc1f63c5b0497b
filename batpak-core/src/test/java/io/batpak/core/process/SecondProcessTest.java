package io.batpak.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.StoreProvider;
import io.batpak.api.StoreReader;
import io.batpak.api.append.Durability;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.event.Event;
import io.batpak.api.event.Region;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One process writes; others are told so, or read what is durable beside it (W-001, DESIGN D-21). */
class SecondProcessTest {
    private static final Duration WATCHED = Duration.ofSeconds(3);

    @TempDir
    private Path directory;

    private StoreConfig config() {
        return StoreConfig.of(directory);
    }

    private ChildJvm writer(Durability durability) throws IOException {
        ChildJvm child = ChildJvm.start(64, AppendingMain.class, directory, durability, 2, 3);
        assertThat(child.readLine()).isEqualTo("open");
        Thread.ofPlatform().daemon().start(() -> { // its output must not fill the pipe
            try {
                while (child.readLine() != null) {
                    Thread.onSpinWait();
                }
            } catch (IOException e) {
                // it was closed
            }
        });
        return child;
    }

    @Test
    void secondWriter_isRefusedAtOnce_withTheFirstOnesName() throws IOException {
        Instant before = Instant.now().minusSeconds(1);
        try (ChildJvm child = writer(Durability.DURABLE)) {
            long begin = System.nanoTime();
            var refusal = catchThrowableOfType(StoreUnavailableException.class, () -> Store.open(config()));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
            assertThat(refusal.code()).isEqualTo(ErrorCode.STORE_LOCKED);
            Matcher holder = Pattern.compile("process (\\d+) since (\\S+Z)").matcher(refusal.getMessage());
            assertThat(holder.find()).as(refusal.getMessage()).isTrue();
            assertThat(Long.parseLong(holder.group(1))).isEqualTo(child.pid()); // LOCK-03, THR-73
            assertThat(Instant.parse(holder.group(2))).isBetween(before, Instant.now());
        }
        Store.open(config()).close();
    }

    @ParameterizedTest
    @EnumSource
    void readers_besideALiveWriter_seeAPrefixThatOnlyGrows(Durability durability) throws IOException {
        StoreProvider provider = StoreProvider.load();
        try (ChildJvm child = writer(durability);
                StoreReader first = Store.openReadOnly(config())) {
            long end = System.nanoTime() + WATCHED.toNanos();
            long seen = 0;
            Event[] known = new Event[1];
            int rounds = 0;
            while (rounds < 2 || System.nanoTime() < end) {
                assertThat(provider.verify(config()).damages()).as("beside a live writer").isEmpty();
                assertThat(provider.inspect(config()).damaged()).isFalse();
                long visible = first.refresh().visible();
                assertThat(visible).isGreaterThanOrEqualTo(seen);
                requireWhole(first, seen, visible);
                try (StoreReader other = Store.openReadOnly(config())) {
                    assertThat(other.frontier().visible()).isGreaterThanOrEqualTo(visible);
                    requireSame(other, known[0]); // W-004
                    assertThat(other.verify().ok()).isTrue();
                }
                known[0] = visible > 0 ? first.at(visible - 1).orElseThrow() : known[0];
                seen = visible;
                rounds++;
            }
            assertThat(durability == Durability.WRITTEN || seen > 10).isTrue();
            assertThat(child.pid()).isPositive();
        }
    }

    private static void requireWhole(StoreReader reader, long from, long to) {
        try (Stream<Event> events = reader.stream(Region.all().withSystemEvents(), from)) {
            assertThat(events.count()).isEqualTo(to - from);
        }
    }

    private static void requireSame(StoreReader reader, Event known) {
        if (known != null) {
            assertThat(reader.at(known.sequence())).contains(known);
        }
    }
}
