package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.StoreReader;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Durability;
import io.batpak.api.error.OutcomeUnknownException;
import io.batpak.api.error.StorageException;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Watermark;
import io.batpak.api.read.Frontier;
import io.batpak.api.read.LaneFrontier;
import io.batpak.api.read.Progress;
import io.batpak.api.read.RegisteredConsumer;
import io.batpak.testkit.FakeClock;
import io.batpak.testkit.FaultPlan;
import io.batpak.testkit.FaultyFileSystem;
import io.batpak.testkit.ForceGate;
import io.batpak.testkit.GatedFileSystem;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.OperationKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The frontier of an open store: what a commit moves, what consumers move, and what an end of writing leaves. */
@Timeout(60)
class FrontierTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final FakeClock clock = new FakeClock();
    private final FaultPlan plan = new FaultPlan();
    private final MemoryFileSystem disk = new MemoryFileSystem();
    private final GatedFileSystem files = new GatedFileSystem(new FaultyFileSystem(disk, plan));
    private final ExecutorService others = Executors.newCachedThreadPool();

    @AfterEach
    void endOthers() {
        others.shutdownNow();
    }

    private StoreConfig.Builder config() {
        return Requests.config(files).executor(new QuietHelper()).clock(clock).segmentMaxBytes(65_536);
    }

    private static AppendRequest onLane(long lane, Durability durability) {
        return Requests.event("payload")
                .with(AppendOptions.builder().lane(Lane.of(lane)).durability(durability).build());
    }

    private static void requireOrder(Progress points) {
        assertThat(points.accepted()).isGreaterThanOrEqualTo(points.written());
        assertThat(points.written()).isGreaterThanOrEqualTo(points.durable());
        assertThat(points.accepted()).isGreaterThanOrEqualTo(points.visible());
        assertThat(points.visible()).isGreaterThanOrEqualTo(points.applied());
        assertThat(points.emitted()).isGreaterThanOrEqualTo(points.visible());
    }

    /** Looks at the frontier until told to stop; every look has to be in order, and none behind the one before. */
    private Future<Integer> poll(Store store, AtomicBoolean stop) {
        return others.submit(() -> {
            Frontier before = store.frontier();
            int looks = 0;
            while (!stop.get()) {
                Frontier now = store.frontier();
                requireOrder(now); // W-110, W-068
                for (Watermark mark : Watermark.values()) {
                    assertThat(now.at(mark)).as("%s", mark).isGreaterThanOrEqualTo(before.at(mark)); // W-111
                }
                assertThat(now.emitted()).isEqualTo(now.visible()); // W-112: one publication
                long newest = 0;
                for (LaneFrontier lane : now.lanes()) {
                    requireOrder(lane); // W-110
                    assertThat(lane.durable()).isLessThanOrEqualTo(now.durable());
                    assertThat(lane.durable()).isGreaterThanOrEqualTo(before.lane(lane.lane()).durable());
                    newest = Math.max(newest, lane.visible());
                }
                assertThat(newest).isEqualTo(now.visible()); // W-112: lanes and store at the same moment
                before = now;
                looks++;
            }
            return looks;
        });
    }

    @Test
    void frontier_underConcurrentAppends_isInOrder_andNeverTorn() throws Exception {
        try (Store store = Store.open(config().build())) {
            AtomicBoolean stop = new AtomicBoolean();
            Future<Integer> looks = poll(store, stop);
            List<Future<?>> writers = new ArrayList<>();
            for (int w = 0; w < 4; w++) {
                int writer = w;
                writers.add(others.submit(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        Durability durability = i % 7 == writer ? Durability.DURABLE : Durability.WRITTEN;
                        // on lane 0 alone at first, then all over
                        store.append(onLane(i < 500 ? 0 : (i * 31L + writer) % 11, durability));
                        if (i % 50 == 0) {
                            store.appendBatch(List.of(onLane(1, durability), onLane(0, durability)));
                        }
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            stop.set(true);
            assertThat(looks.get()).isGreaterThan(10);
            store.force();
            Frontier end = store.frontier();
            assertThat(end.durable()).isEqualTo(end.accepted()).isEqualTo(end.visible());
            assertThat(end.lanes()).hasSize(11).allMatch(lane -> lane.durable() == lane.accepted());
        }
    }

    // WRITE 7.1: while a force is held, its events are written and neither durable nor visible
    @Test
    void heldForce_showsWrittenAheadOfDurableAndVisible() throws Exception {
        try (Store store = Store.open(config().build()); ForceGate gate = files.holdForces()) {
            Future<?> append = others.submit(() -> store.append(onLane(2, Durability.DURABLE)));
            gate.awaitHeld();
            clock.advance(Duration.ofMillis(12));
            Frontier held = store.frontier();
            assertThat(held.accepted()).isEqualTo(2);
            assertThat(held.written()).isEqualTo(2);
            assertThat(held.durable()).isEqualTo(1);
            assertThat(held.visible()).isEqualTo(1);
            assertThat(held.lane(Lane.of(2)).written()).isEqualTo(2);
            assertThat(held.lane(Lane.of(2)).visible()).isZero();
            assertThat(held.oldestPendingWriteAge()).contains(Duration.ofMillis(12)); // W-120
            gate.release();
            append.get();
            assertThat(store.frontier().oldestPendingWriteAge()).isEmpty(); // W-120
        }
    }

    // W-113, FRN-9: a new session begins with all that was recovered, lane by lane, whatever the clock shows
    @Test
    void reopened_beginsWithWhatWasRecovered() {
        List<Long> before;
        try (Store store = Store.open(config().build())) {
            store.append(onLane(3, Durability.WRITTEN));
            store.append(onLane(1, Durability.WRITTEN));
            before = store.frontier().lanes().stream().map(LaneFrontier::visible).toList();
        }
        clock.setWallMicros(1);
        try (Store store = Store.open(config().build())) {
            Frontier frontier = store.frontier();
            assertThat(frontier.lanes()).extracting(lane -> lane.lane().number()).containsExactly(0L, 1L, 3L);
            assertThat(frontier.lane(Lane.of(1)).durable()).isEqualTo(before.get(1));
            assertThat(frontier.lane(Lane.of(3)).durable()).isEqualTo(before.get(2));
            assertThat(Watermark.values()).allMatch(mark -> frontier.at(mark) == 5); // open, two, close, open
            assertThat(frontier.oldestPendingWriteAge()).isEmpty();
        }
    }

    // FRN-9: a store that is only read answers from what it knows
    @Test
    void readOnly_answersFromWhatItKnows() {
        try (Store store = Store.open(config().build());
                StoreReader reader = Store.openReadOnly(config().build())) {
            assertThat(reader.frontier().lanes()).hasSize(1);
            assertThat(reader.frontier().durable()).isEqualTo(1);
            store.append(onLane(4, Durability.DURABLE));
            assertThat(reader.frontier().durable()).isEqualTo(1);

            Frontier refreshed = reader.refresh();
            requireOrder(refreshed);
            assertThat(refreshed.visible()).isEqualTo(2);
            assertThat(refreshed.applied()).isEqualTo(1);
            assertThat(refreshed.lane(Lane.of(4)).durable()).isEqualTo(2);
        }
    }

    // W-114, FRN-4: the least of those registered; with none, where the store was when it was opened
    @Test
    void applied_isTheLeastOfRegisteredConsumers() throws Exception {
        try (Store store = Store.open(config().build())) {
            assertThat(store.frontier().applied()).isEqualTo(1);
            for (int i = 0; i < 4; i++) {
                store.append(Requests.event("payload"));
            }
            assertThat(store.frontier().applied()).isEqualTo(1);
            RegisteredConsumer one = store.registerConsumer("one", 0);
            assertThat(store.frontier().applied()).isZero();
            one.advance(4);
            assertThat(store.frontier().applied()).isEqualTo(4);
            RegisteredConsumer two = store.registerConsumer("two", 2);
            assertThat(store.frontier().applied()).isEqualTo(2);
            two.advance(5);
            two.advance(3); // reported before: changes nothing
            assertThat(two.applied()).isEqualTo(5);
            assertThat(store.frontier().applied()).isEqualTo(4);
            one.close();
            one.close();
            one.advance(5);
            assertThat(store.frontier().applied()).isEqualTo(5);
            store.awaitFrontier(Watermark.APPLIED, 5, Duration.ZERO);
            two.close();
            assertThat(store.frontier().applied()).isEqualTo(1);
        }
    }

    @Test
    void consumers_reportWhatIsThere_underNamesOfTheirOwn() {
        Store store = Store.open(config().build());
        RegisteredConsumer consumer = store.registerConsumer("one", 0);
        assertThat(consumer.name()).isEqualTo("one");
        assertThatThrownBy(() -> consumer.advance(2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> store.registerConsumer("one", 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one");
        assertThatThrownBy(() -> store.registerConsumer("two", 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.registerConsumer(" ", 0)).isInstanceOf(IllegalArgumentException.class);
        consumer.close();
        store.registerConsumer("one", 0).close();
        store.close();
        assertThatThrownBy(() -> store.registerConsumer("one", 0)).isInstanceOf(StoreUnavailableException.class);
    }

    // W-110: while consumers come, report and go, applied stays within what is visible
    @Test
    void consumers_besideAppends_stayWithinWhatIsVisible() throws Exception {
        try (Store store = Store.open(config().build())) {
            AtomicBoolean stop = new AtomicBoolean();
            Future<?> consuming = others.submit(() -> {
                while (!stop.get()) {
                    try (RegisteredConsumer consumer = store.registerConsumer("busy", 1)) {
                        consumer.advance(store.frontier().visible());
                    }
                }
            });
            Future<?> looking = others.submit(() -> {
                while (!stop.get()) {
                    requireOrder(store.frontier());
                }
            });
            for (int i = 0; i < 5_000; i++) {
                store.append(Requests.written(Requests.event("payload")));
            }
            stop.set(true);
            consuming.get();
            looking.get();
        }
    }

    // FRN-4, FRN-7: a write that was undone leaves nothing pending, and moves nothing back
    @Test
    void failedWrite_leavesNothingPending() {
        try (Store store = Store.open(config().build())) {
            plan.on(OperationKind.WRITE).fail();
            assertThatThrownBy(() -> store.append(Requests.event("payload"))).isInstanceOf(StorageException.class);
            Frontier frontier = store.frontier();
            requireOrder(frontier); // W-068
            assertThat(frontier.accepted()).isEqualTo(2);
            assertThat(frontier.written()).isEqualTo(1);
            assertThat(frontier.oldestPendingWriteAge()).isEmpty();
            assertThat(store.append(Requests.event("payload")).sequence()).isEqualTo(1);
            assertThat(store.frontier().durable()).isEqualTo(2);
        }
    }

    // POI-06, W-096, FRN-10: a failed force wakes all who wait, at once
    @Test
    void failedForce_wakesAllWaiters_andFreezesDurable() throws Exception {
        Store store = Store.open(config().build());
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        for (Watermark mark : List.of(Watermark.DURABLE, Watermark.VISIBLE, Watermark.APPLIED)) {
            waiting.add(inBackground(store, mark, 50));
        }
        plan.on(OperationKind.FORCE).fail();
        assertThatThrownBy(() -> store.append(Requests.event("payload"))).isInstanceOf(OutcomeUnknownException.class);

        for (CompletableFuture<Void> answer : waiting) {
            assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("simulated");
        }
        Frontier frontier = store.frontier();
        requireOrder(frontier);
        assertThat(frontier.durable()).isEqualTo(1);
        store.awaitFrontier(Watermark.DURABLE, 1, Duration.ZERO); // J-21: what was reached stays
        assertThatThrownBy(store::force).isInstanceOf(StoreUnavailableException.class);
        assertThat(store.frontier().durable()).isEqualTo(1);
        plan.assertAllFired();
    }

    @Test
    void close_wakesAllWaiters_andWhatWasReachedStays() throws Exception {
        Store store = Store.open(config().build());
        CompletableFuture<Void> reached = inBackground(store, Watermark.DURABLE, 2);
        CompletableFuture<Void> missed = inBackground(store, Watermark.DURABLE, 50);
        store.close();

        reached.get(10, TimeUnit.SECONDS); // the event of the close itself
        assertThatThrownBy(() -> missed.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("closed");
        store.awaitFrontier(Watermark.VISIBLE, 2, Duration.ZERO);
    }

    private static CompletableFuture<Void> inBackground(Store store, Watermark mark, long bound) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                store.awaitFrontier(mark, bound, LONG);
                answer.complete(null);
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return answer;
    }
}
