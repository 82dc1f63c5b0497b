package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.Durability;
import io.batpak.api.error.CommittedException;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.event.Watermark;
import io.batpak.core.time.ThreadExecutor;
import io.batpak.testkit.FakeClock;
import io.batpak.testkit.FaultPlan;
import io.batpak.testkit.FaultyFileSystem;
import io.batpak.testkit.InlineExecutor;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.OperationKind;
import io.batpak.testkit.RecordingFileSystem;
import io.batpak.testkit.SteppedExecutor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Forces that nobody waits for (J-35): by number, by age. Where it matters who does what, the helper and the writer thread
 * have their turns when the test says so.
 */
@Timeout(30)
class CadenceTest {
    private static final String SEGMENT = "000001.seg.new";

    private final FakeClock clock = new FakeClock();
    private final FaultPlan plan = new FaultPlan();
    private final RecordingFileSystem files = new RecordingFileSystem(
            new FaultyFileSystem(new MemoryFileSystem(), plan));
    private final SteppedExecutor steps = new SteppedExecutor();

    private StoreConfig.Builder config() {
        return Requests.config(files).clock(clock).durability(Durability.WRITTEN);
    }

    private Store open(StoreConfig.Builder config) {
        Store store = Store.open(config.executor(steps).build());
        steps.runAll();
        return store;
    }

    private long forces() {
        return files.count(OperationKind.FORCE, SEGMENT);
    }

    private static void append(Store store, int events) {
        for (int i = 0; i < events; i++) {
            store.append(Requests.event("payload " + i));
        }
    }

    private void step(String thread) {
        String name = steps.workers().stream().filter(w -> w.startsWith("batpak-" + thread)).findFirst().orElseThrow();
        while (steps.step(name)) {
            // until it has nothing to do
        }
    }

    // W-063: n−1 events cause no force, the n-th does
    @Test
    void count_reached_forcesOnce() {
        Store store = open(config().unforcedMaxCount(5));
        long before = forces();
        append(store, 4);
        steps.runAll();
        assertThat(forces()).isEqualTo(before);
        assertThat(store.frontier().durable()).isEqualTo(1);

        append(store, 1);
        steps.runAll();
        assertThat(forces()).isEqualTo(before + 1);
        assertThat(store.frontier().durable()).isEqualTo(6);
    }

    // W-063: a force that somebody asked for begins the count anew; J-35: events count, those of a batch too
    @Test
    void count_goesByWhatIsNotDurable() {
        Store store = open(config().unforcedMaxCount(5));
        append(store, 4);
        store.append(Requests.durable(Requests.event("payload")));
        append(store, 4);
        steps.runAll();
        assertThat(store.frontier().durable()).isEqualTo(6);

        store.appendBatch(List.of(Requests.event("a"), Requests.event("b")));
        steps.runAll();
        assertThat(store.frontier().durable()).isEqualTo(12);
    }

    // J-35, RD-36: the smallest cadence is 1: each event is forced, and none is waited for
    @Test
    void count_ofOne_forcesEachEvent() {
        try (Store store = Store.open(config().executor(new InlineExecutor()).unforcedMaxCount(1).build())) {
            for (int i = 0; i < 5; i++) {
                long before = forces();
                assertThat(store.append(Requests.event("payload")).durable()).isFalse();
                assertThat(forces()).isEqualTo(before + 1);
            }
        }
    }

    // J-35: the caller forces nothing and the helper only asks: the writer thread forces
    @Test
    void force_isQueuedByTheHelper_andDoneByTheWriterThread() {
        Store store = open(config().unforcedMaxCount(2));
        long before = forces();
        append(store, 2);
        assertThat(forces()).isEqualTo(before);
        step("helper");
        step("helper");
        assertThat(forces()).isEqualTo(before);
        step("writer");
        assertThat(forces()).isEqualTo(before + 1);
        assertThat(store.frontier().durable()).isEqualTo(3);
    }

    // J-35: what is written while a force is under way counts for the next one
    @Test
    void count_reachedAgain_forcesAgain() {
        Store store = open(config().unforcedMaxCount(3));
        long before = forces();
        for (int round = 1; round <= 4; round++) {
            append(store, 3);
            steps.runAll();
            assertThat(forces()).isEqualTo(before + round);
        }
    }

    // J-35: the age of the oldest write that is not durable, by the store's clock
    @Test
    void age_reached_forces() {
        Store store = open(config().unforcedMaxAge(Duration.ofMillis(200)));
        long before = forces();
        append(store, 1);
        steps.runAll();
        assertThat(steps.delays()).anySatisfy((name, delay) -> {
            assertThat(name).startsWith("batpak-helper-");
            assertThat(delay).isLessThanOrEqualTo(Duration.ofMillis(200).toNanos());
        });
        clock.advance(Duration.ofMillis(150));
        append(store, 1);
        runLater();
        clock.advance(Duration.ofMillis(49));
        runLater();
        assertThat(forces()).isEqualTo(before);

        clock.advance(Duration.ofMillis(1));
        runLater();
        assertThat(forces()).isEqualTo(before + 1);
        assertThat(store.frontier().durable()).isEqualTo(3);
        assertThat(store.frontier().oldestPendingWriteAge()).isEmpty();
    }

    // J-35: the age begins anew with the first write after a force, and with none there is nothing to do
    @Test
    void age_afterAForce_beginsAnew() {
        Store store = open(config().unforcedMaxAge(Duration.ofMillis(200)));
        append(store, 1);
        runLater();
        clock.advance(Duration.ofMillis(150));
        store.force();
        runLater();
        clock.advance(Duration.ofSeconds(5));
        long before = forces();
        runLater();
        assertThat(forces()).isEqualTo(before);

        append(store, 1);
        runLater();
        assertThat(forces()).isEqualTo(before);
        clock.advance(Duration.ofMillis(200));
        runLater();
        assertThat(forces()).isEqualTo(before + 1);
    }

    private void runLater() {
        steps.runAll();
        steps.runDelayed();
        steps.runAll();
    }

    @Test
    void withoutACadence_nothingIsForced() {
        Store store = open(config());
        long before = forces();
        append(store, 3_000);
        clock.advance(Duration.ofDays(1));
        runLater();
        assertThat(forces()).isEqualTo(before);
        assertThat(store.frontier().durable()).isEqualTo(1);
        assertThat(store.frontier().oldestPendingWriteAge()).contains(Duration.ofDays(1));
    }

    // J-35: its failed force poisons like any other, and is not tried again (POI-04)
    @Test
    void failedForce_poisons() {
        Store store = open(config().unforcedMaxCount(2));
        plan.on(OperationKind.FORCE).fail();
        append(store, 2);
        steps.runAll();
        plan.assertAllFired();

        long before = forces();
        assertThatThrownBy(() -> append(store, 1)).isInstanceOf(StoreUnavailableException.class);
        assertThat(store.frontier().visible()).isEqualTo(3);
        assertThat(store.frontier().durable()).isEqualTo(1);
        runLater();
        assertThat(forces()).isEqualTo(before);
    }

    // FRN-15: a wait for durable forces nothing by itself, and the cadence ends it
    @Test
    void append_awaitingDurable_isServedByTheCadence() {
        try (Store store = Store
                .open(config().executor(new ThreadExecutor()).clock(new io.batpak.core.time.SystemClock())
                        .unforcedMaxAge(Duration.ofMillis(5)).build())) {
            for (int i = 0; i < 20; i++) {
                assertThat(store.appendAndAwait(
                        Requests.event("payload"), Watermark.DURABLE, Duration.ofSeconds(20)).durable()).isTrue();
            }
        }
        try (Store store = Store.open(config().executor(new QuietHelper()).build())) {
            assertThatThrownBy(() -> store.appendAndAwait(Requests.event("payload"), Watermark.DURABLE, Duration.ZERO))
                    .isInstanceOf(CommittedException.class);
        }
    }

    // J-35: under load the number of undurable events stays near the cadence
    @Test
    void count_underThreads_bringsEverythingDown() throws Exception {
        try (Store store = Store.open(config().executor(new ThreadExecutor()).unforcedMaxCount(100).build())) {
            append(store, 10_000);
            store.awaitFrontier(Watermark.DURABLE, 9_901, Duration.ofSeconds(20));
            assertThat(forces()).isGreaterThan(10);
        }
    }

    // J-29: settings at their boundaries, refused before there is anything to refuse them
    @Test
    void settings_outsideTheirRange_areRefused() {
        StoreConfig.Builder config = config();
        assertThatThrownBy(() -> config.unforcedMaxCount(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unforcedMaxCount 0"); // RD-36
        assertThatThrownBy(() -> config.unforcedMaxCount(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> config.unforcedMaxAge(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unforcedMaxAge");
        assertThatThrownBy(() -> config.unforcedMaxAge(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(files.operations()).isEmpty();

        assertThat(config.build().unforcedMaxCount()).isEmpty();
        assertThat(config.build().unforcedMaxAge()).isEmpty();
        StoreConfig set = config.unforcedMaxCount(Integer.MAX_VALUE).unforcedMaxAge(Duration.ofDays(400_000)).build();
        assertThat(set.toBuilder().build().unforcedMaxCount()).hasValue(Integer.MAX_VALUE);
        assertThat(set.toBuilder().build().unforcedMaxAge()).contains(Duration.ofDays(400_000));
        try (Store store = Store.open(set)) {
            append(store, 1);
        }
    }
}
