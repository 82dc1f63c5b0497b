package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.Store;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Causation;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.CorrelationId;
import io.batpak.api.event.Event;
import io.batpak.api.event.Lane;
import io.batpak.api.event.PositionHint;
import io.batpak.api.event.Region;
import io.batpak.testkit.FakeClock;
import io.batpak.testkit.MemoryFileSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Revisions, links and times along (entity, lane) (W-007, W-008, W-010, DESIGN D-25). Links are recomputed from the
 * bytes on disk by {@link FrameBytes}, which knows docs/format.md and nothing of the store.
 */
class ChainTest {
    private final MemoryFileSystem files = new MemoryFileSystem();
    private final FakeClock clock = new FakeClock();

    private Store open() {
        return Store.open(Requests.config(files).hash("sha-256").clock(clock).segmentMaxBytes(65_536).build());
    }

    private static AppendRequest onLane(long lane, String entity, String payload) {
        AppendOptions options = AppendOptions.builder().position(new PositionHint(Lane.of(lane), lane)).build();
        return Requests.event(Coordinate.of(entity, "scope " + lane), payload).with(options);
    }

    /** A request with every option that a frame has room for. */
    private static AppendRequest furnished(AppendRequest bare, UUID cause, long number) {
        AppendOptions.Builder options = bare.options().toBuilder().flags((int) (number & 0xff)).tag("tag " + number)
                .tag("Ω").extension("test.number", Requests.bytes("n" + number))
                .correlation(CorrelationId.of(new UUID(7, number + 1))).key(Requests.key("key " + number));
        if (cause != null) {
            options.causation(Causation.of(new io.batpak.api.event.CausationId(cause.getMostSignificantBits(),
                    cause.getLeastSignificantBits())));
        }
        return bare.with(options.build());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void chains_ofRandomAppends_areWhatTheFormatSays(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<AppendReceipt> receipts = new ArrayList<>();
        UUID lineage = null;
        for (int session = 0; session < 3; session++) {
            try (Store store = open()) {
                lineage = store.openReport().lineage();
                for (int i = 0; i < 40; i++) {
                    receipts.addAll(appendSome(store, random, receipts.size()));
                    clock.advance(Duration.ofMillis(random.nextInt(3)));
                }
            }
        }
        try (Store store = open()) {
            assertThat(store.verify().ok()).as("seed %d", seed).isTrue(); // J-4
            requireChains(store, lineage, receipts, seed);
        }
    }

    private static List<AppendReceipt> appendSome(Store store, SplittableRandom random, int number) {
        int count = random.nextInt(4);
        if (count == 0) {
            return List.of(store.append(anyRequest(random, number, false)));
        }
        List<AppendRequest> batch = new ArrayList<>();
        boolean keyed = random.nextBoolean();
        for (int i = 0; i < count; i++) {
            batch.add(anyRequest(random, number + i, keyed));
        }
        return store.appendBatch(batch);
    }

    private static AppendRequest anyRequest(SplittableRandom random, int number, boolean keyed) {
        long[] lanes = {0, 1, Lane.MAX};
        AppendRequest bare = onLane(lanes[random.nextInt(3)], "entity " + random.nextInt(4),
                "x".repeat(random.nextInt(2_000)));
        return keyed ? furnished(bare, random.nextBoolean() ? new UUID(1, 1 + number) : null, number) : bare;
    }

    private void requireChains(Store store, UUID lineage, List<AppendReceipt> receipts, long seed) {
        Map<String, byte[]> bytes = files.snapshot(Requests.DIRECTORY);
        Map<String, byte[]> links = new HashMap<>();
        Map<String, Long> revisions = new HashMap<>();
        for (AppendReceipt receipt : receipts) {
            String chain = receipt.lane() + " of " + receipt.coordinate().entity();
            FrameBytes frame = FrameBytes.of(bytes, receipt); // W-030
            byte[] previous = links.getOrDefault(chain,
                    FrameBytes.genesis(lineage, receipt.lane().number(), receipt.coordinate().entity()));
            String about = "seed " + seed + ", " + receipt;
            assertThat(frame.type()).as(about).isEqualTo(1);
            assertThat(frame.length()).as(about).isEqualTo(receipt.position().length());
            assertThat(frame.sequence()).as(about).isEqualTo(receipt.sequence()); // J-4
            assertThat(frame.previousLink()).as(about).isEqualTo(previous); // W-052
            assertThat(receipt.contentHash().toArray()).as(about).isEqualTo(frame.content()); // W-009
            assertThat(receipt.link().toArray()).as(about).isEqualTo(frame.link());
            assertThat(receipt.revision()).as(about).isEqualTo(revisions.getOrDefault(chain, -1L) + 1);
            Event event = store.get(receipt.id()).orElseThrow();
            assertThat(event.link()).as(about).isEqualTo(receipt.link());
            assertThat(event.previousLink().toArray()).as(about).isEqualTo(previous);
            assertThat(event.payload().toArray()).as(about).isEqualTo(frame.payload());
            assertThat(event.time()).as(about).isEqualTo(receipt.time());
            links.put(chain, frame.link());
            revisions.put(chain, receipt.revision());
        }
        assertThat(store.stream(Region.all(), 0).count()).as("seed %d", seed).isEqualTo(receipts.size());
    }

    @Test
    void everyOption_survivesReopening() {
        UUID cause = new UUID(3, 4);
        AppendReceipt receipt;
        try (Store store = open()) {
            receipt = store.append(furnished(onLane(5, "entity", "payload"), cause, 77));
        }
        try (Store store = open()) { // W-011, W-013, W-029
            Event event = store.get(receipt.id()).orElseThrow();
            assertThat(event.lane()).isEqualTo(Lane.of(5));
            assertThat(event.depth()).isEqualTo(5);
            assertThat(event.flags()).isEqualTo(77);
            assertThat(event.tags()).containsExactly("tag 77", "Ω"); // D-20
            assertThat(event.extensions()).containsOnlyKeys("test.number")
                    .containsEntry("test.number", Requests.bytes("n77"));
            assertThat(event.correlation().toUuid()).isEqualTo(new UUID(7, 78));
            assertThat(event.causation().orElseThrow().toUuid()).isEqualTo(cause);
            assertThat(event.key()).contains(Requests.key("key 77"));
            assertThat(event.payloadVersion()).isZero();
            assertThat(event.coordinate()).isEqualTo(Coordinate.of("entity", "scope 5"));
        }
    }

    @Test
    void correlation_thatIsNotGiven_isTheEventsId() {
        try (Store store = open()) {
            AppendReceipt receipt = store.append(Requests.event("x"));
            Event event = store.get(receipt.id()).orElseThrow();
            assertThat(event.correlation().toUuid()).isEqualTo(receipt.id().toUuid()); // W-013
            assertThat(event.causation()).isEmpty();
        }
    }

    @Test
    void time_underAClockThatGoesBackwards_neverDecreasesAlongAChain() {
        SplittableRandom random = new SplittableRandom(11);
        Map<String, Long> times = new HashMap<>();
        long start = clock.wallMicros();
        for (int session = 0; session < 3; session++) {
            try (Store store = open()) {
                for (int i = 0; i < 100; i++) {
                    clock.setWallMicros(start + random.nextInt(-1_000_000, 1_000_000));
                    long now = clock.wallMicros();
                    AppendReceipt receipt = store.append(onLane(random.nextInt(2), "e" + random.nextInt(3), "p"));
                    String chain = receipt.lane() + receipt.coordinate().entity();
                    long expected = Math.max(now, times.getOrDefault(chain, 0L)); // W-010
                    assertThat(microsOf(receipt)).isEqualTo(expected); // THR-72
                    times.put(chain, expected);
                }
            }
        }
    }

    @Test
    void batch_hasOneTime_exceptWhereAChainIsAhead() {
        try (Store store = open()) {
            long ahead = clock.wallMicros() + 5_000_000;
            clock.setWallMicros(ahead);
            store.append(onLane(0, "ahead", "p"));
            clock.setWallMicros(ahead - 9_000_000);
            List<AppendReceipt> batch = store.appendBatch(
                    List.of(onLane(0, "a", "p"), onLane(0, "ahead", "p"), onLane(1, "ahead", "p"),
                            onLane(0, "a", "p")));
            assertThat(batch).extracting(ChainTest::microsOf)
                    .containsExactly(ahead - 9_000_000, ahead, ahead - 9_000_000, ahead - 9_000_000); // W-053
        }
    }

    private static long microsOf(AppendReceipt receipt) {
        return java.time.temporal.ChronoUnit.MICROS.between(java.time.Instant.EPOCH, receipt.time());
    }

    @Test
    void clockBefore1970_refusesAndWritesNothing() {
        try (Store store = open()) {
            byte[] before = files.snapshot(Requests.DIRECTORY).get("000001.seg");
            clock.setWallMicros(-1);
            assertThatThrownBy(() -> store.append(Requests.event("x")))
                    .isInstanceOfSatisfying(AppendRejectedException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CLOCK)); // W-035, THR-72
            assertThat(Arrays.equals(files.snapshot(Requests.DIRECTORY).get("000001.seg"), before)).isTrue();
            clock.setWallMicros(0);
            assertThat(microsOf(store.append(Requests.event("x")))).isZero();
        }
    }
}
