package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.Store;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Expectation;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.event.Region;
import io.batpak.testkit.ForceGate;
import io.batpak.testkit.GatedFileSystem;
import io.batpak.testkit.MemoryFileSystem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One force serves what waits for it (DESIGN D-2, D-10). One force is held back while requests queue up behind it; then
 * forces of the segment are counted. The helper is kept from forcing anything, so that only commits do.
 */
@Timeout(30)
class GroupCommitTest {
    /** The name under which the first segment was created, by which the file system knows it. */
    private static final String SEGMENT = "000001.seg.new";

    private final GatedFileSystem files = new GatedFileSystem(new MemoryFileSystem());
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void endCallers() {
        callers.shutdownNow();
    }

    private Store open(int groupLimit) {
        return Store.open(Requests.config(files).executor(new QuietHelper()).groupLimit(groupLimit).build());
    }

    private long forces() {
        return files.forceCount(SEGMENT);
    }

    private Future<AppendReceipt> appendBehind(ForceGate gate, Store store) {
        Future<AppendReceipt> first = callers.submit(() -> store.append(Requests.event("first")));
        gate.awaitHeld();
        return first;
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 16", "5, 4", "16, 1", "100, 1"})
    void durableAppends_queuedBehindAForce_areServedInGroups(int groupLimit, long expectedForces) throws Exception {
        try (Store store = open(groupLimit); ForceGate gate = files.holdForces()) {
            Future<AppendReceipt> first = appendBehind(gate, store);
            List<CompletableFuture<AppendReceipt>> queued = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                queued.add(store.submit(Requests.event("queued " + i)));
            }
            assertThat(queued).noneMatch(CompletableFuture::isDone);
            long before = forces();
            gate.release();
            assertThat(first.get().durable()).isTrue();
            List<AppendReceipt> receipts = queued.stream().map(CompletableFuture::join).toList();
            assertThat(forces() - before - 1).isEqualTo(expectedForces);
            assertThat(receipts).allMatch(AppendReceipt::durable); // J-15
            assertThat(receipts).extracting(AppendReceipt::sequence).isSorted().doesNotHaveDuplicates(); // W-091
        }
    }

    @Test
    void blockedCallers_behindAForce_shareTheNextOne() throws Exception {
        try (Store store = open(0); ForceGate gate = files.holdForces()) {
            Future<AppendReceipt> first = appendBehind(gate, store);
            List<CompletableFuture<AppendReceipt>> answers = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                AppendRequest request = Requests.event("blocked " + i);
                CompletableFuture<AppendReceipt> answer = new CompletableFuture<>();
                answers.add(answer);
                threads.add(Thread.ofPlatform().start(() -> answer.complete(store.append(request))));
            }
            for (Thread thread : threads) {
                while (thread.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
            }
            long before = forces();
            gate.release();
            first.get();
            assertThat(answers.stream().map(CompletableFuture::join)).allMatch(AppendReceipt::durable);
            assertThat(forces() - before - 1).isEqualTo(1);
        }
    }

    @Test
    void batches_queuedBehindAForce_joinTheGroup() throws Exception {
        try (Store store = open(0); ForceGate gate = files.holdForces()) {
            Future<AppendReceipt> first = appendBehind(gate, store);
            List<CompletableFuture<List<AppendReceipt>>> queued = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                queued.add(store.submitBatch(List.of(Requests.event("a" + i), Requests.event("b" + i))));
            }
            CompletableFuture<AppendReceipt> single = store.submit(Requests.event("single"));
            long before = forces();
            gate.release();
            first.get();
            single.join();
            for (CompletableFuture<List<AppendReceipt>> batch : queued) {
                List<AppendReceipt> pair = batch.join();
                assertThat(pair).allMatch(AppendReceipt::durable);
                assertThat(pair.get(1).sequence()).isEqualTo(pair.get(0).sequence() + 1); // W-041
            }
            assertThat(forces() - before - 1).isEqualTo(1);
        }
    }

    @Test
    void writtenRequest_inAGroupWithADurableOne_isAnsweredDurable() throws Exception {
        try (Store store = open(0); ForceGate gate = files.holdForces()) {
            Future<AppendReceipt> first = appendBehind(gate, store);
            CompletableFuture<AppendReceipt> written = store.submit(Requests.written(Requests.event("written")));
            CompletableFuture<AppendReceipt> durable = store.submit(Requests.event("durable"));
            gate.release();
            first.get();
            assertThat(written.join().durable()).isTrue();
            assertThat(durable.join().durable()).isTrue();
        }
    }

    @Test
    void writtenRequests_alone_areNotForced() {
        try (Store store = open(0)) {
            long before = forces();
            assertThat(store.append(Requests.written(Requests.event("one"))).durable()).isFalse(); // J-15
            assertThat(store.submit(Requests.written(Requests.event("two"))).join().durable()).isFalse();
            assertThat(store.appendBatch(List.of(Requests.written(Requests.event("three")))))
                    .noneMatch(AppendReceipt::durable);
            assertThat(forces()).isEqualTo(before);
            assertThat(store.frontier().durable()).isLessThan(store.frontier().written());
            store.force(); // W-061
            assertThat(forces()).isEqualTo(before + 1);
            assertThat(store.frontier().durable()).isEqualTo(store.frontier().written());
        }
    }

    @Test
    void replay_ofAnUnforcedEvent_waitsForItsForce() throws Exception {
        assertWaitsForTheForce(store -> {
            store.append(Requests.written(Requests.keyed("k", "payload")));
            return store.submit(Requests.keyed("k", "payload"));
        }, receipt -> {
            assertThat(receipt.join().replayed()).isTrue();
            assertThat(receipt.join().durable()).isTrue();
        });
    }

    @Test
    void refusedExpectation_thatRestsOnAnUnforcedEvent_waitsForItsForce() throws Exception {
        assertWaitsForTheForce(store -> {
            store.append(Requests.written(Requests.event("unforced")));
            return store.submit(Requests.expecting(Expectation.empty(), Requests.event("late")));
        }, receipt -> {
            assertThatThrownBy(receipt::join).isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(AppendRejectedException.class);
        });
    }

    /** Checks that an answer comes only once what it rests on is forced, by exactly one force (D-2). */
    private void assertWaitsForTheForce(
            Function<Store, CompletableFuture<AppendReceipt>> ask, Consumer<CompletableFuture<AppendReceipt>> check)
            throws Exception {
        try (Store store = open(0); ForceGate gate = files.holdForces()) {
            long before = forces();
            CompletableFuture<AppendReceipt> answer = ask.apply(store);
            gate.awaitHeld();
            assertThat(answer).isNotDone();
            gate.release();
            check.accept(answer.handle((r, e) -> answer).get(10, TimeUnit.SECONDS));
            assertThat(forces()).isEqualTo(before + 1);
            assertThat(store.frontier().durable()).isEqualTo(store.frontier().written());
        }
    }

    @Test
    void answers_toThoseWhoWantNoForce_causeNone() {
        try (Store store = open(0)) {
            long before = forces();
            AppendReceipt original = store.append(Requests.written(Requests.keyed("k", "payload")));
            AppendReceipt replay = store.append(Requests.written(Requests.keyed("k", "payload")));
            assertThat(replay.replayed()).isTrue();
            assertThat(replay.durable()).isFalse();
            assertThat(replay.sequence()).isEqualTo(original.sequence());
            AppendRequest late = Requests.expecting(Expectation.empty(), Requests.event("late"));
            assertThatThrownBy(() -> store.append(Requests.written(late)))
                    .isInstanceOfSatisfying(AppendRejectedException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.EXPECTATION_FAILED));
            assertThat(forces()).isEqualTo(before);
        }
    }

    @Test
    void replay_inTheGroupOfItsOriginal_isOneEvent() throws Exception {
        try (Store store = open(0); ForceGate gate = files.holdForces()) {
            Future<AppendReceipt> first = appendBehind(gate, store);
            CompletableFuture<AppendReceipt> original = store.submit(Requests.keyed("k", "payload"));
            CompletableFuture<AppendReceipt> again = store.submit(Requests.keyed("k", "payload"));
            gate.release();
            first.get();
            assertThat(original.join().replayed()).isFalse();
            assertThat(again.join().replayed()).isTrue();
            assertThat(again.join().durable()).isTrue();
            assertThat(again.join().link()).isEqualTo(original.join().link());
        }
    }

    @Test
    void mixedRequests_queuedBehindAForce_completeInOrder() throws Exception {
        List<String> completed = Collections.synchronizedList(new ArrayList<>());
        try (Store store = open(0); ForceGate gate = files.holdForces()) {
            Future<AppendReceipt> first = appendBehind(gate, store);
            List<CompletableFuture<?>> answers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                String name = "single " + i;
                answers.add(store.submit(Requests.written(Requests.event(name))).thenAccept(r -> completed.add(name)));
                String batch = "batch " + i;
                answers.add(store.submitBatch(List.of(Requests.event("a"), Requests.event("b")))
                        .thenAccept(r -> completed.add(batch)));
                String refused = "refused " + i;
                answers.add(store.submit(Requests.expecting(Expectation.empty(), Requests.event("c")))
                        .handle((r, e) -> completed.add(refused)));
            }
            gate.release();
            first.get();
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
            List<String> expected = IntStream.range(0, 5).boxed()
                    .flatMap(i -> Stream.of("single " + i, "batch " + i, "refused " + i)).toList();
            assertThat(completed).isEqualTo(expected); // W-105
            assertThat(store.stream(Region.all(), 0)).extracting(e -> e.payload().length())
                    .containsExactly(5, 8, 1, 1, 8, 1, 1, 8, 1, 1, 8, 1, 1, 8, 1, 1);
        }
    }

    @Test
    void virtualThreads_byTheHundred_shareForces() throws Exception {
        try (Store store = open(0); ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            long before = forces();
            List<Future<AppendReceipt>> answers = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                AppendRequest request = Requests.event("virtual " + i);
                answers.add(virtual.submit(() -> store.append(request)));
            }
            List<Long> sequences = new ArrayList<>();
            for (Future<AppendReceipt> answer : answers) {
                assertThat(answer.get().durable()).isTrue();
                sequences.add(answer.get().sequence());
            }
            assertThat(sequences).doesNotHaveDuplicates().hasSize(1000); // W-002
            assertThat(forces() - before).isLessThan(1000);
        }
    }
}
