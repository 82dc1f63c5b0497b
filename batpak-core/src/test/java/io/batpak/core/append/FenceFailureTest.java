package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.VisibilityFence;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.BatpakException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.OutcomeUnknownException;
import io.batpak.api.error.StorageException;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.event.Region;
import io.batpak.core.CommitBreaker;
import io.batpak.testkit.FaultPlan;
import io.batpak.testkit.FaultyFileSystem;
import io.batpak.testkit.ForceGate;
import io.batpak.testkit.GatedFileSystem;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.OperationKind;
import io.batpak.testkit.SteppedExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The medium, or time, fails a visibility fence: it has a defined state afterwards, and whoever waits is answered (J-9). */
@Timeout(30)
class FenceFailureTest {
    private final MemoryFileSystem memory = new MemoryFileSystem();
    private final FaultPlan plan = new FaultPlan();
    private final GatedFileSystem files = new GatedFileSystem(new FaultyFileSystem(memory, plan));

    private StoreConfig.Builder config() {
        return Requests.config(files).executor(new QuietHelper());
    }

    private Store open() {
        return Store.open(config().build());
    }

    private void failNextWrite() {
        plan.on(OperationKind.WRITE).where(write -> write.name().startsWith("000001.seg")).fail();
    }

    private static ErrorCode code(CompletableFuture<?> answer) {
        var failure = catchThrowableOfType(CompletionException.class, answer::join);
        return ((BatpakException) failure.getCause()).code();
    }

    private static List<Long> visible(Store store) {
        return store.stream(Region.all(), 0).map(event -> event.sequence()).toList();
    }

    @Test // J-9, RD-28
    void beginThatCannotBeWritten_leavesNoFence() {
        try (Store store = open()) {
            failNextWrite();
            assertThatThrownBy(store::beginVisibilityFence).isInstanceOf(StorageException.class);
            assertThat(store.append(Requests.event("goes on")).sequence()).isEqualTo(1);
            try (VisibilityFence fence = store.beginVisibilityFence()) {
                fence.commit();
            }
        }
        plan.assertAllFired();
    }

    @Test // J-9, J-8, RD-29
    void commitThatCannotBeWritten_leavesTheFenceOpen_andCanBeTriedAgain() {
        try (Store store = open()) {
            VisibilityFence fence = store.beginVisibilityFence();
            var answer = fence.submit(Requests.event("fenced"));
            store.force();
            failNextWrite();
            assertThatThrownBy(fence::commit).isInstanceOfSatisfying(StorageException.class,
                    e -> assertThat(e.writerPoisoned()).isFalse());
            assertThat(answer).isNotDone();
            assertThat(visible(store)).isEmpty();
            var more = fence.submit(Requests.event("more"));
            fence.commit();
            assertThat(List.of(answer.join().sequence(), more.join().sequence())).containsExactly(1L, 2L);
            assertThat(visible(store)).containsExactly(1L, 2L);
        }
        plan.assertAllFired();
    }

    @Test // J-8, RD-44
    void cancelThatCannotBeRecorded_hidesAllTheSame_forEver() {
        try (Store store = open()) {
            VisibilityFence fence = store.beginVisibilityFence();
            var answer = fence.submit(Requests.keyed("key", "fenced"));
            store.force();
            failNextWrite();
            fence.cancel();
            assertThat(code(answer)).isEqualTo(ErrorCode.VISIBILITY_FENCE_CANCELLED);
            assertThat(visible(store)).isEmpty();
        }
        plan.assertAllFired();
        try (Store store = open()) {
            store.append(Requests.event("after"));
            assertThat(visible(store)).containsExactly(4L); // behind the events of close and open
            assertThat(catchThrowableOfType(AppendRejectedException.class,
                    () -> store.append(Requests.keyed("key", "fenced"))).code())
                    .isEqualTo(ErrorCode.VISIBILITY_FENCE_CANCELLED);
            assertThat(store.verify().ok()).isTrue();
        }
    }

    @Test // J-8, J-30: the commit's own force fails
    void commitWhoseForceFails_leavesItAndItsAnswersUnknown_andIsWholeOrNotThereAfterwards() {
        Store store = open();
        VisibilityFence fence = store.beginVisibilityFence();
        var first = fence.submit(Requests.event("first"));
        var second = fence.submitBatch(List.of(Requests.event("second"), Requests.event("third")));
        store.force();
        plan.on(OperationKind.FORCE).fail();
        assertThatThrownBy(fence::commit).isInstanceOf(OutcomeUnknownException.class);
        assertThat(code(first)).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        assertThat(code(second)).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        assertThat(visible(store)).isEmpty();
        assertThatThrownBy(store::close).isInstanceOf(StoreUnavailableException.class);
        try (Store again = open()) {
            assertThat(visible(again).size()).isIn(0, 3);
            assertThat(again.verify().ok()).isTrue();
        }
    }

    @Test // J-27, RD-25, W-137
    void poison_whileOneIsOpen_answersWhatWaits_andHidesItForEver() {
        Store store = open();
        VisibilityFence fence = store.beginVisibilityFence();
        var answer = fence.submit(Requests.event("fenced"));
        plan.on(OperationKind.FORCE).fail();
        assertThatThrownBy(store::force).isInstanceOf(OutcomeUnknownException.class);
        assertThat(code(answer)).isEqualTo(ErrorCode.VISIBILITY_FENCE_CANCELLED);
        assertThatThrownBy(fence::commit).isInstanceOf(StoreUnavailableException.class);
        fence.cancel(); // it is
        fence.close();
        assertThatThrownBy(store::close).isInstanceOf(StoreUnavailableException.class); // RD-26
        try (Store again = open()) {
            again.append(Requests.event("after"));
            assertThat(visible(again)).hasSize(1);
            assertThat(again.verify().ok()).isTrue();
        }
    }

    @Test // J-27: it is the helper that fails, and nobody comes to the writer any more
    void poisonByTheHelper_whileOneIsOpen_answersWhatWaits() {
        SteppedExecutor stepped = new SteppedExecutor();
        Store store = Store.open(Requests.config(files).executor(stepped).build());
        stepped.runAll();
        VisibilityFence fence = store.beginVisibilityFence();
        var answer = fence.submit(Requests.event("fenced"));
        stepped.runAll();
        store.force();
        plan.on(OperationKind.FORCE).where(force -> force.name().startsWith("frontier")).fail();
        for (int i = 0; i < 4; i++) { // the helper forces notes when none came for a while
            stepped.runDelayed();
            stepped.runAll();
        }
        plan.assertAllFired();
        assertThat(code(answer)).isEqualTo(ErrorCode.VISIBILITY_FENCE_CANCELLED);
        assertThat(catchThrowable(store::close)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test // W-133, FEN-10
    void close_whileTheQueueIsFull_doesNotWait_andCancels() throws Exception {
        try (Store store = Store.open(config().queueMaxCount(1).build())) {
            VisibilityFence fence = store.beginVisibilityFence();
            var hidden = fence.submit(Requests.event("hidden"));
            hidden.isDone();
            CompletableFuture<Void> force;
            CompletableFuture<AppendReceipt> queued;
            try (ForceGate gate = files.holdForces()) {
                force = CompletableFuture.runAsync(store::force);
                gate.awaitHeld();
                queued = fence.submit(Requests.event("fills the queue"));
                fence.close();
                assertThat(List.of(hidden, queued)).noneMatch(CompletableFuture::isDone);
                gate.release();
            }
            force.join();
            assertThat(code(hidden)).isEqualTo(ErrorCode.VISIBILITY_FENCE_CANCELLED);
            assertThat(code(queued)).isEqualTo(ErrorCode.VISIBILITY_FENCE_CANCELLED);
            store.append(Requests.event("after"));
            assertThat(visible(store)).containsExactly(3L);
        }
    }

    @Test // J-9: nobody is left with a fence that nobody can end
    void beginOfWhichNobodyKnows_isEndedAtOnce() throws Exception {
        try (Store store = Store.open(config().commitTimeout(Duration.ofMillis(50)).build())) {
            List<Throwable> failures = new ArrayList<>();
            try (ForceGate gate = files.holdForces()) {
                CompletableFuture<Throwable> append = CompletableFuture
                        .supplyAsync(() -> catchThrowable(() -> store.append(Requests.event("first"))));
                gate.awaitHeld();
                failures.add(catchThrowable(store::beginVisibilityFence)); // withdrawn, or in doubt
                gate.release();
                failures.add(append.join());
            }
            assertThat(failures.getFirst()).isInstanceOf(BatpakException.class);
            AppendReceipt after = null;
            while (after == null) {
                try {
                    after = store.append(Requests.event("after"));
                } catch (AppendRejectedException e) {
                    assertThat(e.code()).isIn(ErrorCode.VISIBILITY_FENCE_ACTIVE, ErrorCode.COMMIT_TIMEOUT);
                }
            }
            assertThat(visible(store)).contains(after.sequence());
        }
    }

    @Test // J-9: a group that was refused may hold the late end of a fence that is long over
    void closeOfAFenceThatARestartEnded_leavesTheNextOneAlone() {
        QuietHelper hands = QuietHelper.andWriter();
        CommitBreaker breaker = new CommitBreaker();
        try (Store store = breaker.open(config().executor(hands).build())) {
            VisibilityFence first = store.beginVisibilityFence();
            breaker.arm(CommitSteps.Step.WRITTEN, new IllegalStateException("made to fail"));
            var lost = first.submit(Requests.event("lost"));
            hands.runWriter();
            assertThat(code(lost)).isEqualTo(ErrorCode.VISIBILITY_FENCE_CANCELLED);
            VisibilityFence second = store.beginVisibilityFence();
            breaker.arm(CommitSteps.Step.ADMITTED, new IllegalStateException("made to fail"));
            var refused = second.submit(Requests.event("refused"));
            first.close();
            hands.runWriter();
            assertThat(code(refused)).isEqualTo(ErrorCode.WRITER_FAILED);
            var kept = second.submit(Requests.event("kept"));
            hands.runWriter();
            second.commit();
            assertThat(visible(store)).containsExactly(kept.join().sequence());
        }
    }

    @ParameterizedTest // J-22, RD-50, W-134: the drain commits a fence durably, or it is cancelled
    @ValueSource(ints = {0, 1, 2, 100})
    void closeOfTheStore_drainsWhatIsQueuedOfAFence(int drainLimit) {
        QuietHelper hands = QuietHelper.andWriter();
        Store store = Store.open(Requests.config(files).executor(hands).drainLimit(drainLimit).build());
        VisibilityFence fence = store.beginVisibilityFence();
        var answer = fence.submit(Requests.event("queued"));
        var commit = CompletableFuture.supplyAsync(() -> catchThrowable(fence::commit));
        while (store.health().queuedCount() < 2) {
            Thread.onSpinWait();
        }
        store.close();
        boolean committed = drainLimit >= 2;
        assertThat(commit.join()).matches(failure -> committed == (failure == null));
        if (committed) {
            assertThat(answer.join().durable()).isTrue();
        } else {
            assertThat(code(answer)).isIn(ErrorCode.STORE_CLOSED, ErrorCode.VISIBILITY_FENCE_CANCELLED);
        }
        try (Store again = open()) {
            assertThat(visible(again)).hasSize(committed ? 1 : 0);
            assertThat(again.openReport().cleanStart()).isTrue();
        }
    }
}
