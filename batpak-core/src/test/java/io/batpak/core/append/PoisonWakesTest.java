package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.batpak.api.Store;
import io.batpak.api.append.Submission;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.OutcomeUnknownException;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.testkit.FaultPlan;
import io.batpak.testkit.FaultyFileSystem;
import io.batpak.testkit.ForceGate;
import io.batpak.testkit.GatedFileSystem;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.OperationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of the writer answers all who wait for it: those in its group, those queued behind it, those who come later. */
@Timeout(30)
class PoisonWakesTest {
    private final FaultPlan plan = new FaultPlan();
    private final GatedFileSystem files = new GatedFileSystem(new FaultyFileSystem(new MemoryFileSystem(), plan));

    @Test // W-096, J-27, POI-06
    void forceThatFails_answersAllWhoWait() throws Exception {
        Store store = Store.open(Requests.config(files).executor(new QuietHelper()).build());
        ForceGate gate = files.holdForces();
        CompletableFuture<Throwable> first = start(store);
        gate.awaitHeld();
        List<CompletableFuture<Throwable>> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waiting.add(start(store));
            waiting.add(store.submit(Requests.event("queued")).handle((receipt, failure) -> failure.getCause()));
        }
        waiting.add(store.submitBatch(List.of(Requests.event("a"), Requests.event("b")))
                .handle((receipts, failure) -> failure.getCause()));
        plan.on(OperationKind.FORCE).fail();
        gate.release();
        assertThat(first.get(10, TimeUnit.SECONDS)).isInstanceOf(OutcomeUnknownException.class);
        for (CompletableFuture<Throwable> answer : waiting) {
            assertThat(answer.get(10, TimeUnit.SECONDS)).isInstanceOfSatisfying(StoreUnavailableException.class,
                    e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_POISONED));
        }
        assertThat(catchThrowable(store::close)).isInstanceOf(StoreUnavailableException.class); // W-097
    }

    @Test // W-090, W-097, J-22, J-27
    void forceThatFails_whileTheQueueIsFullAndACloseWaits_answersAllWithoutAnotherForce() throws Exception {
        Store store = Store.open(Requests.config(files).executor(new QuietHelper()).queueMaxCount(4).build());
        ForceGate gate = files.holdForces();
        CompletableFuture<Throwable> first = start(store);
        gate.awaitHeld();
        List<CompletableFuture<Throwable>> queued = new ArrayList<>();
        List<CompletableFuture<Throwable>> withoutRoom = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            queued.add(store.submit(Requests.event("queued")).handle((receipt, failure) -> failure.getCause()));
        }
        for (int i = 0; i < 4; i++) {
            withoutRoom.add(start(store));
        }
        assertThat(store.trySubmit(Requests.event("more"))).isInstanceOf(Submission.Retry.class);
        CompletableFuture<Throwable> closed = begin(() -> catchThrowable(store::close));
        long before = files.forceCount();
        plan.on(OperationKind.FORCE).fail();
        gate.release();
        assertThat(first.get(10, TimeUnit.SECONDS)).isInstanceOf(OutcomeUnknownException.class);
        requireCodes(queued, ErrorCode.STORE_POISONED);
        requireCodes(withoutRoom, ErrorCode.STORE_POISONED, ErrorCode.STORE_CLOSED);
        assertThat(closed.get(10, TimeUnit.SECONDS)).isInstanceOf(StoreUnavailableException.class);
        assertThat(files.forceCount()).as("forces after the one that failed").isEqualTo(before);
    }

    private static void requireCodes(List<CompletableFuture<Throwable>> answers, ErrorCode... codes) throws Exception {
        for (CompletableFuture<Throwable> answer : answers) {
            assertThat(answer.get(10, TimeUnit.SECONDS)).isInstanceOfSatisfying(StoreUnavailableException.class,
                    e -> assertThat(e.code()).isIn((Object[]) codes));
        }
    }

    /** Begins an append on a thread of its own, and waits until it waits. */
    private static CompletableFuture<Throwable> start(Store store) {
        return begin(() -> catchThrowable(() -> store.append(Requests.event("waiting"))));
    }

    private static CompletableFuture<Throwable> begin(Supplier<Throwable> call) {
        CompletableFuture<Throwable> answer = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> answer.complete(call.get()));
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return answer;
    }
}
