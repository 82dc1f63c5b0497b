package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.batpak.api.Store;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.read.Frontier;
import io.batpak.testkit.FakeClock;
import io.batpak.testkit.FaultPlan;
import io.batpak.testkit.FaultyFileSystem;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.OperationKind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The points of the frontier, watched by another thread through commits, rolls and failures. */
@Timeout(60)
class ForcedPointTest {
    private final MemoryFileSystem memory = new MemoryFileSystem();
    private final FaultPlan plan = new FaultPlan();
    private final FakeClock clock = new FakeClock();
    private volatile boolean done;

    private Store open() {
        return Store.open(Requests.config(new FaultyFileSystem(memory, plan)).executor(new QuietHelper())
                .clock(clock).segmentMaxBytes(65_536).build());
    }

    @Test // W-068, W-110, W-111, W-112
    void points_keepTheirOrder_neverMoveBack_andAreOfOneMoment() throws Exception {
        try (Store store = open()) {
            CountDownLatch watching = new CountDownLatch(1);
            CompletableFuture<Long> watcher = new CompletableFuture<>();
            Thread.ofPlatform().start(() -> {
                try {
                    watcher.complete(watch(store, watching));
                } catch (AssertionError e) {
                    watcher.completeExceptionally(e);
                }
            });
            watching.await();
            int failed = 0;
            for (int i = 0; i < 3_000; i++) {
                AppendRequest request = Requests.sized(500);
                if (i % 97 == 0) {
                    plan.on(OperationKind.WRITE).where(w -> w.length() > 192).fail();
                }
                failed += catchThrowable(() -> store.append(request)) == null ? 0 : 1;
                failed += catchThrowable(() -> store.append(Requests.written(request))) == null ? 0 : 1;
            }
            done = true;
            assertThat(watcher.get()).as("looks").isPositive();
            assertThat(failed).isBetween(20, 40);
        }
    }

    private long watch(Store store, CountDownLatch watching) {
        Frontier before = store.frontier();
        long looks = 0;
        while (!done) {
            Frontier now = store.frontier();
            assertThat(now.written()).isGreaterThanOrEqualTo(now.durable()).isGreaterThanOrEqualTo(now.visible());
            assertThat(now.written()).isGreaterThanOrEqualTo(before.written());
            assertThat(now.durable()).isGreaterThanOrEqualTo(before.durable());
            assertThat(now.visible()).isGreaterThanOrEqualTo(before.visible());
            before = now;
            looks++;
            watching.countDown();
        }
        return looks;
    }

    @Test // W-113
    void points_beginAtAllThatWasRecovered_alsoUnderAClockInThePast() {
        Frontier last;
        try (Store store = open()) {
            store.append(Requests.event("a"));
            store.append(Requests.written(Requests.event("b")));
            last = store.frontier();
        }
        clock.setWallMicros(1);
        try (Store store = open()) {
            Frontier first = store.frontier();
            assertThat(first.durable()).isEqualTo(first.written()).isEqualTo(first.visible())
                    .isGreaterThan(last.written());
            assertThat(store.openReport().events()).isGreaterThanOrEqualTo(last.written());
        }
        MemoryFileSystem copy = MemoryFileSystem.of(Requests.DIRECTORY, memory.snapshot(Requests.DIRECTORY));
        try (var reader = Store.openReadOnly(Requests.config(copy).build())) {
            assertThat(reader.frontier().durable()).isEqualTo(reader.frontier().visible());
            assertThat(reader.frontier().visible()).isGreaterThan(last.written());
        }
    }
}
