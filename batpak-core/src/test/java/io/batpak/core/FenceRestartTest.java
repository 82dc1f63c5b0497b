package io.batpak.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Durability;
import io.batpak.api.append.RestartPolicy;
import io.batpak.api.append.VisibilityFence;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.BatpakException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.OutcomeUnknownException;
import io.batpak.api.error.StorageException;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Region;
import io.batpak.core.append.CommitSteps.Step;
import io.batpak.testkit.FaultPlan;
import io.batpak.testkit.FaultyFileSystem;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.OperationKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A failure that nobody foresaw, at each step of what is done with a visibility fence: no fence is left open that nobody
 * can end, all of it is seen or nothing, and the answers say which (FEN-11, J-9, J-25). On real files.
 */
@Timeout(60)
class FenceRestartTest {
    private static final Coordinate ORDER = Coordinate.of("order:1", "shop");

    private final CommitBreaker breaker = new CommitBreaker();

    @TempDir
    Path directory;

    /** What is going on when the writer fails. */
    enum Action {
        BEGIN,
        SUBMIT,
        FORCE,
        COMMIT,
        CANCEL
    }

    static Stream<Arguments> everyStep() {
        List<Arguments> cases = new ArrayList<>();
        for (Action action : Action.values()) {
            for (Step step : List.of(Step.ADMITTED, Step.LAID_OUT, Step.WRITTEN, Step.FORCED, Step.NOTED,
                    Step.PUBLISHED)) {
                for (int restarts : new int[] {1, 0}) {
                    cases.add(Arguments.of(action, step, restarts));
                }
            }
        }
        return cases.stream();
    }

    private StoreConfig config(int restarts) {
        return StoreConfig.builder(directory).codec(StoreConfig.RAW).durability(Durability.DURABLE)
                .restartPolicy(restarts == 0 ? RestartPolicy.bounded(0, java.time.Duration.ofSeconds(1))
                        : RestartPolicy.once())
                .build();
    }

    private static AppendRequest event(String text) {
        return AppendRequest.ofBytes(ORDER, EventKind.DATA, Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(Store store) {
        return store.stream(Region.all(), 0)
                .map(e -> new String(e.payload().toArray(), StandardCharsets.UTF_8)).toList();
    }

    private static @Nullable BatpakException failure(Runnable action) {
        try {
            action.run();
            return null;
        } catch (BatpakException e) {
            return e;
        } catch (CompletionException e) {
            return (BatpakException) e.getCause();
        }
    }

    private static @Nullable ErrorCode code(CompletableFuture<?> answer) {
        BatpakException failure = failure(answer::join);
        return failure == null ? null : failure.code();
    }

    @ParameterizedTest // FEN-11, J-9, J-25, J-27
    @MethodSource("everyStep")
    void failure_atAnyStep_leavesNoFenceThatNobodyCanEnd(Action action, Step step, int restarts) {
        Store store = breaker.open(config(restarts));
        store.append(event("before"));
        List<CompletableFuture<?>> answers = new ArrayList<>();
        VisibilityFence fence = null;
        BatpakException failed = null;
        if (action == Action.BEGIN) {
            breaker.arm(step, new IllegalStateException("made to fail"));
            VisibilityFence[] begun = new VisibilityFence[1];
            failed = failure(() -> begun[0] = store.beginVisibilityFence());
            fence = begun[0];
        } else {
            fence = store.beginVisibilityFence();
            answers.add(fence.submit(event("first")));
            store.force();
            breaker.arm(step, new IllegalStateException("made to fail"));
            VisibilityFence open = fence;
            failed = failure(() -> act(action, store, open, answers));
        }
        breaker.disarm();
        boolean ended = action == Action.COMMIT && failed == null || action == Action.CANCEL;
        if (fence != null && !ended) {
            fence.close();
        }
        requireSettled(store, answers, failed, action);
        List<String> seen = texts(store);
        if (failure(store::close) == null) {
            assertThat(seen.getLast()).isEqualTo("after");
        } else {
            assertThat(restarts).isZero();
        }
        try (Store again = Store.open(config(1))) {
            if (action == Action.COMMIT && failed instanceof OutcomeUnknownException && restarts == 0) {
                assertThat(texts(again)).isIn(List.of("before"), List.of("before", "first"));
            } else {
                assertThat(texts(again)).isEqualTo(seen);
            }
            again.append(event("later"));
            assertThat(again.verify().damages()).isEmpty();
        }
    }

    @Test // J-30, O5
    void commitInDoubt_whoseRestartFails_leavesItsAnswersInDoubt() {
        FaultPlan plan = new FaultPlan();
        StoreConfig faulty = config(1).toBuilder().fileSystem(new FaultyFileSystem(new MemoryFileSystem(), plan))
                .build();
        Store store = breaker.open(faulty);
        VisibilityFence fence = store.beginVisibilityFence();
        CompletableFuture<?> answer = fence.submit(event("first"));
        store.force(); // behind it
        breaker.arm(Step.WRITTEN, new IllegalStateException("made to fail"));
        plan.on(OperationKind.FORCE).where(o -> o.name().startsWith("000001.seg")).fail(); // that of the restart

        assertThat(failure(fence::commit)).isInstanceOf(OutcomeUnknownException.class);

        assertThat(code(answer)).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        assertThat(texts(store)).isEmpty();
        assertThat(failure(store::close)).isInstanceOf(StoreUnavailableException.class);
        plan.assertAllFired();
        try (Store again = Store.open(faulty)) {
            assertThat(texts(again)).containsExactly("first"); // the record of the commit is in the log
        }
    }

    private static void act(Action action, Store store, VisibilityFence fence, List<CompletableFuture<?>> answers) {
        switch (action) {
            case SUBMIT -> {
                answers.add(fence.submit(event("second")));
                store.force(); // behind it
            }
            case FORCE -> store.force();
            case COMMIT -> fence.commit();
            default -> fence.cancel();
        }
    }

    /** The store goes on or is poisoned, everybody is answered, and what they are told is what can be read. */
    private static void requireSettled(
            Store store, List<CompletableFuture<?>> answers, @Nullable BatpakException failed, Action action) {
        BatpakException after = failure(() -> store.append(event("after")));
        while (after instanceof AppendRejectedException refusal
                && refusal.code() == ErrorCode.VISIBILITY_FENCE_ACTIVE) { // its close is queued
            after = failure(() -> store.append(event("after")));
        }
        assertThat(after == null || after.code() == ErrorCode.STORE_POISONED).as("%s", after).isTrue();
        List<ErrorCode> codes = answers.stream().map(FenceRestartTest::code).toList();
        boolean committed = !codes.isEmpty() && codes.stream().allMatch(code -> code == null);
        assertThat(texts(store).contains("first")).isEqualTo(committed);
        if (!committed) {
            assertThat(codes).isSubsetOf(ErrorCode.VISIBILITY_FENCE_CANCELLED, ErrorCode.OUTCOME_UNKNOWN,
                    ErrorCode.WRITER_FAILED, ErrorCode.VISIBILITY_FENCE_NOT_ACTIVE, ErrorCode.STORE_POISONED);
            assertThat(codes.contains(ErrorCode.OUTCOME_UNKNOWN)).isEqualTo(
                    !codes.isEmpty() && action == Action.COMMIT && failed instanceof OutcomeUnknownException
                            && after != null);
        }
        assertThat(failed).satisfiesAnyOf(f -> assertThat(f).isNull(),
                f -> assertThat(f).isInstanceOfAny(OutcomeUnknownException.class, StorageException.class,
                        AppendRejectedException.class, StoreUnavailableException.class));
    }
}
