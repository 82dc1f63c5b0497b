package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Submission;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.HandlingClass;
import io.batpak.api.error.OutcomeUnknownException;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.event.Region;
import io.batpak.testkit.ForceGate;
import io.batpak.testkit.GatedFileSystem;
import io.batpak.testkit.MemoryFileSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The queue is bounded in number and in bytes (DESIGN D-10): who may wait waits, who may not is told (J-32), and a close
 * answers everybody in bounded time (J-22, W-090, W-092). The queue fills up behind a force that is held back.
 */
@Timeout(30)
class QueueBoundsTest {
    private static final int ROOM = 4;

    private final GatedFileSystem files = new GatedFileSystem(new MemoryFileSystem());
    private final ExecutorService callers = Executors.newCachedThreadPool();

    /** What the queue is bounded by. */
    enum Bound {
        NUMBER {
            @Override
            StoreConfig.Builder apply(StoreConfig.Builder config) {
                return config.queueMaxCount(ROOM);
            }
        },
        BYTES {
            @Override
            StoreConfig.Builder apply(StoreConfig.Builder config) {
                return config.queueMaxBytes(ROOM * 1_500L); // each event below takes between 1,200 and 1,500
            }
        };

        abstract StoreConfig.Builder apply(StoreConfig.Builder config);
    }

    @AfterEach
    void endCallers() {
        callers.shutdownNow();
    }

    private StoreConfig.Builder config() {
        return Requests.config(files).executor(new QuietHelper());
    }

    private static AppendRequest request() {
        return Requests.sized(1_200);
    }

    private Future<AppendReceipt> appendBehind(ForceGate gate, Store store) {
        Future<AppendReceipt> first = callers.submit(() -> store.append(request()));
        gate.awaitHeld();
        return first;
    }

    private static List<CompletableFuture<AppendReceipt>> fill(Store store) {
        List<CompletableFuture<AppendReceipt>> queued = new ArrayList<>();
        for (int i = 0; i < ROOM; i++) {
            queued.add(store.submit(request()));
        }
        return queued;
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource
    void trySubmit_whenTheQueueIsFull_saysSoAtOnce(Bound bound) throws Exception {
        try (Store store = Store.open(bound.apply(config()).build()); ForceGate gate = files.holdForces()) {
            Future<AppendReceipt> first = appendBehind(gate, store);
            List<CompletableFuture<AppendReceipt>> queued = fill(store);
            Submission<AppendReceipt> refused = store.trySubmit(request());
            assertThat(refused).isInstanceOfSatisfying(Submission.Retry.class, retry -> { // W-103
                assertThat(retry.queuedCount()).isEqualTo(ROOM);
                assertThat(retry.queuedBytes()).isBetween(ROOM * 1_200L, ROOM * 1_500L);
                assertThat(retry.after()).isPositive();
            });
            gate.release();
            first.get();
            queued.forEach(CompletableFuture::join);
            Submission<AppendReceipt> accepted = store.trySubmit(request());
            assertThat(accepted).isInstanceOfSatisfying(Submission.Accepted.class,
                    a -> assertThat(((AppendReceipt) a.answer().join()).durable()).isTrue());
            long events = store.stream(Region.all(), 0).count();
            assertThat(events).isEqualTo(ROOM + 2L); // the refused one left no trace
        }
    }

    @ParameterizedTest
    @EnumSource
    void submitAndAppend_whenTheQueueIsFull_waitForRoom(Bound bound) throws Exception {
        try (Store store = Store.open(bound.apply(config()).build()); ForceGate gate = files.holdForces()) {
            Future<AppendReceipt> first = appendBehind(gate, store);
            List<CompletableFuture<AppendReceipt>> answers = new ArrayList<>(fill(store));
            CompletableFuture<AppendReceipt> appended = new CompletableFuture<>();
            CompletableFuture<CompletableFuture<AppendReceipt>> submitted = new CompletableFuture<>();
            awaitWaiting(Thread.ofPlatform().start(() -> appended.complete(store.append(request()))));
            awaitWaiting(Thread.ofPlatform().start(() -> submitted.complete(store.submit(request()))));
            assertThat(submitted).isNotDone();
            gate.release();
            first.get();
            answers.add(appended);
            answers.add(submitted.get(10, TimeUnit.SECONDS));
            assertThat(answers).allSatisfy(a -> assertThat(a.get(10, TimeUnit.SECONDS).durable()).isTrue());
        }
    }

    @Test
    void request_largerThanTheWholeQueue_isTakenAlone() {
        try (Store store = Store.open(config().queueMaxBytes(100).build())) {
            assertThat(store.submit(request()).join().durable()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void close_whenTheQueueIsFull_answersEverybody(Bound bound) throws Exception {
        Store store = Store.open(bound.apply(config()).build());
        ForceGate gate = files.holdForces();
        Future<AppendReceipt> first = appendBehind(gate, store);
        List<CompletableFuture<AppendReceipt>> answers = new ArrayList<>(fill(store));
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            CompletableFuture<AppendReceipt> answer = new CompletableFuture<>();
            answers.add(answer);
            waiting.add(Thread.ofPlatform().start(() -> {
                try {
                    answer.complete(store.append(request()));
                } catch (StoreUnavailableException e) {
                    answer.completeExceptionally(e);
                }
            }));
        }
        waiting.forEach(QueueBoundsTest::awaitWaiting);
        Future<?> close = callers.submit(store::close);
        waiting.forEach(QueueBoundsTest::joined); // told at once, though the force is still held
        gate.release();
        close.get(10, TimeUnit.SECONDS);
        long kept = 1;
        assertThat(first.get(10, TimeUnit.SECONDS).durable()).isTrue();
        for (CompletableFuture<AppendReceipt> answer : answers) {
            kept += isKept(answer) ? 1 : 0;
        }
        try (Store again = Store.open(config().build())) {
            assertThat(again.openReport().cleanStart()).isTrue();
            assertThat(again.stream(Region.all(), 0).count()).isEqualTo(kept);
        }
    }

    private static void joined(Thread thread) {
        try {
            assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isKept(CompletableFuture<AppendReceipt> answer) throws Exception {
        try {
            return answer.get(1, TimeUnit.SECONDS).durable();
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOfSatisfying(StoreUnavailableException.class,
                    refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.STORE_CLOSED));
            return false;
        }
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(ints = {0, 1, 3, 1024})
    void close_commitsUpToTheDrainLimit_andRefusesTheRest(int limit) throws Exception {
        Store store = Store.open(
                Requests.config(files).executor(QuietHelper.andWriter()).drainLimit(limit).build());
        List<CompletableFuture<AppendReceipt>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(store.submit(request()));
        }
        store.close();
        int kept = 0;
        for (CompletableFuture<AppendReceipt> answer : answers) {
            assertThat(answer).isDone();
            boolean isKept = isKept(answer);
            assertThat(!isKept || kept == answers.indexOf(answer)).as("in order").isTrue();
            kept += isKept ? 1 : 0;
        }
        assertThat(kept).isEqualTo(Math.min(limit, 5)); // W-092
    }

    @Test
    void commitTimeout_whileQueued_withdrawsTheRequest() throws Exception {
        try (Store store = Store.open(config().commitTimeout(Duration.ofMillis(100)).build());
                ForceGate gate = files.holdForces()) {
            Future<AppendReceipt> first = appendBehind(gate, store);
            var refusal = catchThrowableOfType(AppendRejectedException.class, () -> store.append(request()));
            assertThat(refusal.code()).isEqualTo(ErrorCode.COMMIT_TIMEOUT);
            assertThat(refusal.handlingClass()).isEqualTo(HandlingClass.RETRYABLE);
            gate.release();
            assertThat(first.get().durable()).as("a driving caller does not time out").isTrue();
            AppendReceipt next = store.append(request());
            assertThat(next.sequence()).as("used no sequence").isEqualTo(first.get().sequence() + 1); // W-184
        }
    }

    @Test
    void commitTimeout_onceTaken_leavesTheOutcomeUnknown() throws Exception {
        try (Store store = Store.open(config().commitTimeout(Duration.ofMillis(100)).build());
                ForceGate gate = files.holdForces()) {
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> { // virtual, so that the writer thread commits
                failure.complete(catchThrowableOfType(OutcomeUnknownException.class,
                        () -> store.append(Requests.keyed("k", "p"))));
            });
            OutcomeUnknownException unknown = (OutcomeUnknownException) failure.get(10, TimeUnit.SECONDS);
            gate.release();
            assertThat(unknown.writerPoisoned()).isFalse();
            assertThat(unknown.keys()).containsExactly(Requests.key("k"));
            assertThat(store.append(Requests.keyed("k", "p")).id()).isEqualTo(unknown.eventIds().get(0)); // J-30
            assertThat(store.get(unknown.eventIds().get(0))).isPresent();
        }
    }
}
