package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.batpak.api.Store;
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

    /** Begins an append on a thread of its own, and waits until it waits. */
    private static CompletableFuture<Throwable> start(Store store) {
        CompletableFuture<Throwable> answer = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(
                () -> answer.complete(catchThrowable(() -> store.append(Requests.event("waiting")))));
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return answer;
    }
}
