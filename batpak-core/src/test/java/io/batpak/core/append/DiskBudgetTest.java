package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Causation;
import io.batpak.api.append.Durability;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.CorrelationId;
import io.batpak.api.event.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an event costs on disk beyond its payload of 256 bytes, with correlation, causation and names like those of the
 * benchmarks (DESIGN 3.2, 4a): segments after a close, seal records included, zero tail and prepared file left out.
 */
class DiskBudgetTest {
    private static final int PAYLOAD = 256;
    private static final double BUDGET = 180;

    /** A batch of two bears a BEGIN and a COMMIT, and says in each item which one it is. */
    private static final double BUDGET_IN_PAIRS = BUDGET + (48 + 80) / 2.0 + 8 + 22;

    @TempDir
    private Path directory;

    private final SplittableRandom random = new SplittableRandom(1);
    private AppendReceipt last;

    @Test
    void event_costsNoMoreThanItsBudget(TestReporter reporter) throws IOException {
        assertThat(overhead("singles", 100_000, 1, reporter)).isLessThanOrEqualTo(BUDGET);
    }

    @Test
    void eventInABatchOfTwo_costsItsShareOfTheMarkersMore(TestReporter reporter) throws IOException {
        assertThat(overhead("batches of two", 20_000, 2, reporter)).isLessThanOrEqualTo(BUDGET_IN_PAIRS);
    }

    @Test
    @Tag("long")
    void eventOfAMillion_costsNoMoreThanItsBudget(TestReporter reporter) throws IOException {
        assertThat(overhead("a million singles", 1_000_000, 1, reporter)).isLessThanOrEqualTo(BUDGET);
    }

    private double overhead(String what, int events, int batch, TestReporter reporter) throws IOException {
        StoreConfig config = StoreConfig.builder(directory).codec(StoreConfig.RAW).durability(Durability.WRITTEN)
                .segmentMaxBytes(8 << 20).build();
        try (Store store = Store.open(config)) {
            for (int i = 0; i < events; i += batch) {
                last = batch == 1 ? store.append(request()) : store.appendBatch(List.of(request(), request())).get(1);
            }
        }
        long used = 0;
        long tail = 0;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.getFileName().toString().endsWith(".seg")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                int end = bytes.length;
                while (bytes[end - 1] == 0) {
                    end--;
                }
                used += end;
                tail += bytes.length - end;
            }
        }
        double overhead = (double) used / events - PAYLOAD;
        reporter.publishEntry(what, String.format(Locale.ROOT,
                "%.1f bytes an event beyond its payload; zero tail %d bytes", overhead, tail));
        return overhead;
    }

    private AppendRequest request() {
        byte[] payload = new byte[PAYLOAD];
        random.nextBytes(payload);
        Coordinate coordinate = Coordinate.of(
                String.format(Locale.ROOT, "customer-%06d", random.nextInt(10_000)), "scope-" + random.nextInt(8));
        AppendOptions.Builder options = AppendOptions.builder()
                .correlation(CorrelationId.of(new UUID(random.nextLong() | 1, random.nextLong())));
        if (last != null) {
            options.causation(Causation.of(last.id()));
        }
        return AppendRequest.ofBytes(coordinate, EventKind.DATA, Bytes.of(payload)).with(options.build());
    }
}
