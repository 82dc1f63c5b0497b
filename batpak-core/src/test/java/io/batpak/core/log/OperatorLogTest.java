package io.batpak.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.StoreReader;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Causation;
import io.batpak.api.append.Durability;
import io.batpak.api.append.VisibilityFence;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.api.event.Region;
import io.batpak.core.log.CapturedLog.Line;
import io.batpak.testkit.FakeClock;
import io.batpak.testkit.FaultPlan;
import io.batpak.testkit.FaultyFileSystem;
import io.batpak.testkit.InlineExecutor;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.OperationKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** What an operator is told, and that it holds neither payloads nor keys (LOG-1). */
class OperatorLogTest {
    private static final Path DIRECTORY = Path.of("/store");
    private static final String SECRET = "a secret payload";
    private static final IdempotencyKey KEY = IdempotencyKey.ofText("a secret key");

    private final MemoryFileSystem memory = new MemoryFileSystem();
    private final FaultPlan plan = new FaultPlan();

    private Store open() {
        return Store.open(StoreConfig.builder(DIRECTORY).fileSystem(new FaultyFileSystem(memory, plan))
                .codec(StoreConfig.RAW).clock(new FakeClock()).executor(new InlineExecutor()).segmentMaxBytes(65_536)
                .build());
    }

    private static AppendRequest request(int size) {
        return AppendRequest.ofBytes(Coordinate.of("order:1", "shop"), EventKind.DATA,
                Bytes.of((SECRET + "!".repeat(size)).getBytes(StandardCharsets.UTF_8)))
                .with(AppendOptions.builder().key(KEY).build());
    }

    /** Checks that exactly one message is of that level, and what it says. */
    private static void requireOne(List<Line> lines, Level level, String... words) {
        assertThat(lines).filteredOn(line -> line.level() == level).singleElement()
                .satisfies(line -> assertThat(line.text()).contains(words));
        assertThat(lines).allSatisfy(line -> assertThat(line.text()).doesNotContain(SECRET, KEY.toString()));
    }

    @Test // LOG-1
    void open_isReported() {
        requireOne(CapturedLog.during(() -> open().close()), Level.INFO, "/store", "created=true", "generation=0");
        requireOne(CapturedLog.during(() -> open().close()), Level.INFO, "/store", "created=false", "events=2");
    }

    @Test // LOG-1
    void commits_areNotReported() {
        try (Store store = open()) {
            assertThat(CapturedLog.during(() -> {
                store.append(request(1));
                store.appendBatch(List.of(request(1).with(AppendOptions.defaults())));
                store.force();
            })).isEmpty();
        }
    }

    @Test // LOG-1
    void rotation_isReported() {
        try (Store store = open()) {
            store.append(request(40_000));
            AppendRequest next = request(40_001).with(AppendOptions.defaults());
            requireOne(CapturedLog.during(() -> store.append(next)), Level.INFO, "000001.seg", "sealed", "2 events");
        }
    }

    @Test // LOG-1
    void refusedBatch_isReported_withItemAndStage() {
        try (Store store = open()) {
            AppendRequest bad = request(2)
                    .with(AppendOptions.builder().key(KEY).causation(Causation.earlierItem(9)).build());
            for (Runnable call : List.<Runnable>of(() -> store.appendBatch(List.of(bad)),
                    () -> store.submitBatch(List.of(bad)))) {
                requireOne(CapturedLog.during(() -> assertThat(catchThrowable(call::run)).isNotNull()), Level.DEBUG,
                        "INVALID_CAUSATION", "VALIDATE", "[0]");
            }
            store.append(request(3));
            for (Runnable call : List.<Runnable>of(() -> store.appendBatch(List.of(request(4))),
                    () -> store.submitBatch(List.of(request(4))).join())) {
                requireOne(CapturedLog.during(() -> assertThat(catchThrowable(call::run)).isNotNull()), Level.DEBUG,
                        "IDEMPOTENCY_CONFLICT", "ADMIT", "[0]");
            }
        }
    }

    @Test // LOG-1, POI-03
    void poison_isReported_once_withItsCause() {
        Store store = open();
        plan.on(OperationKind.FORCE).fail("the medium is gone");
        requireOne(CapturedLog.during(() -> {
            assertThat(catchThrowable(() -> store.append(request(1)))).isNotNull();
            assertThat(catchThrowable(() -> store.append(request(1)))).isNotNull();
            assertThat(catchThrowable(store::close)).isNotNull();
        }), Level.ERROR, "poisoned", "a force failed");
    }

    @Test // LOG-1
    void cutTail_isReported_withWhereAndHowMuch() {
        Store store = open();
        store.append(request(1).with(AppendOptions.builder().durability(Durability.WRITTEN).build()));
        Map<String, byte[]> left = memory.snapshot(DIRECTORY);
        byte[] segment = left.get("000001.seg");
        int end = segment.length;
        while (segment[end - 1] == 0) {
            end--;
        }
        segment[end - 1] ^= 1;
        memory.load(DIRECTORY, left);
        store.close();
        memory.load(DIRECTORY, left);
        requireOne(CapturedLog.during(() -> open().close()), Level.WARN, "000001.seg", "cut at offset", "bytes");
    }

    @Test // LOG-1
    void workOfTheHelperThatFails_isReported() {
        try (Store store = open()) {
            plan.on(OperationKind.CREATE).named("000002.seg.new").fail("no room");
            requireOne(CapturedLog.during(() -> store.append(request(30_000))), Level.WARN, "next segment", "no room");
        }
    }

    @Test // LOG-1
    void recordThatCannotBeSavedAtAClose_isReported() {
        Store store = open();
        store.append(request(40_000));
        plan.on(OperationKind.CREATE).named("store.meta.new").andLater().fail("no room");
        store.append(request(40_001).with(AppendOptions.defaults()));
        assertThat(CapturedLog.during(store::close)).filteredOn(line -> line.level() == Level.WARN)
                .extracting(Line::text).singleElement().asString().contains("store.meta");
    }

    @Test // LOG-1, J-8
    void cancelOfAFence_thatCannotBeRecorded_isReported() {
        try (Store store = open()) {
            VisibilityFence fence = store.beginVisibilityFence();
            fence.submit(request(1));
            plan.on(OperationKind.WRITE).fail();
            requireOne(CapturedLog.during(fence::cancel), Level.WARN, "visibility fence", "not recorded");
        }
    }

    @Test // LOG-1
    void subscriptionsOfAReader_thatCannotBeReadOn_areReported() {
        InlineExecutor inline = new InlineExecutor();
        try (Store store = open();
                StoreReader reader = Store.openReadOnly(StoreConfig.builder(DIRECTORY)
                        .fileSystem(new FaultyFileSystem(memory, plan)).executor(inline).build())) {
            reader.subscribe(Region.all());
            store.append(request(1));
            plan.on(OperationKind.READ).fail();
            requireOne(CapturedLog.during(inline::runDelayed), Level.WARN, "could not be read on");
        }
    }
}
