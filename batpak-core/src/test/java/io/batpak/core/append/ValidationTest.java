package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batpak.api.Store;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Causation;
import io.batpak.api.append.Expectation;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.AppendRejectedException.Stage;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.Rejection;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Lane;
import io.batpak.testkit.MemoryFileSystem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One validation serves every route (J-18); what is refused leaves no trace (W-024, W-055). */
class ValidationTest {
    private static final int PAYLOAD_MAX = 1_000;
    private static final int BATCH_COUNT = 3;
    private static final int BATCH_BYTES = 2_000;

    private final MemoryFileSystem files = new MemoryFileSystem();
    private final Store store = Store
            .open(Requests.config(files).executor(new QuietHelper()).payloadMaxBytes(PAYLOAD_MAX)
                    .batchMaxCount(BATCH_COUNT).batchMaxBytes(BATCH_BYTES).build());

    /** The ways by which a single request gets in. */
    enum Route {
        APPEND {
            @Override
            void take(Store store, AppendRequest request) {
                store.append(request);
            }
        },
        SUBMIT {
            @Override
            void take(Store store, AppendRequest request) {
                store.submit(request).join();
            }
        },
        TRY_SUBMIT {
            @Override
            void take(Store store, AppendRequest request) {
                ((io.batpak.api.append.Submission.Accepted<?>) store.trySubmit(request)).answer().join();
            }
        },
        BATCH {
            @Override
            void take(Store store, AppendRequest request) {
                store.appendBatch(List.of(Requests.event("sound"), request));
            }
        },
        SUBMIT_BATCH {
            @Override
            void take(Store store, AppendRequest request) {
                store.submitBatch(List.of(Requests.event("sound"), request)).join();
            }
        };

        abstract void take(Store store, AppendRequest request);

        boolean isBatch() {
            return this == BATCH || this == SUBMIT_BATCH;
        }
    }

    @AfterEach
    void close() {
        assertThat(store.verify().ok()).isTrue();
        store.close();
    }

    private AppendRejectedException refused(ErrorCode code, Runnable append) {
        byte[] before = files.snapshot(Requests.DIRECTORY).get("000001.seg");
        long written = store.frontier().written();
        var refusal = catchThrowableOfType(AppendRejectedException.class, append::run);
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(store.frontier().written()).isEqualTo(written); // W-032, J-2
        assertThat(files.snapshot(Requests.DIRECTORY).get("000001.seg")).isEqualTo(before);
        return refusal;
    }

    private void refusedOn(Route route, ErrorCode code, AppendRequest request) {
        AppendRejectedException refusal = refused(code, () -> route.take(store, request));
        assertThat(refusal.stage()).isEqualTo(Stage.VALIDATE);
        assertThat(refusal.itemIndex().orElse(-1)).isEqualTo(route.isBatch() ? 1 : -1);
    }

    @ParameterizedTest
    @EnumSource
    void reservedKinds_areRefusedOnEveryRoute(Route route) {
        for (int code : new int[] {0, 6, 8, 9, 0xfff, 0xd000, 0xdfff}) { // W-015
            refusedOn(route, ErrorCode.RESERVED,
                    AppendRequest.ofBytes(Requests.ORDER, new EventKind(code), Requests.bytes("p")));
        }
        route.take(store, AppendRequest.ofBytes(Requests.ORDER, new EventKind(0xc000), Requests.bytes("p")));
        route.take(store, AppendRequest.ofBytes(Requests.ORDER, new EventKind(0xe000), Requests.bytes("p")));
    }

    @ParameterizedTest
    @EnumSource
    void reservedEntities_areRefusedOnEveryRoute(Route route) {
        refusedOn(route, ErrorCode.RESERVED, Requests.event(Coordinate.of("batpak:store", "s"), "p"));
        route.take(store, Requests.event(Coordinate.of("batpak", "batpak:scope"), "p"));
        route.take(store, Requests.event(Coordinate.of("Batpak:store", "s"), "p"));
    }

    @ParameterizedTest
    @EnumSource
    void payloadLimit_isInclusive_extensionsCounted(Route route) {
        AppendOptions extended = AppendOptions.builder().extension("a.bc", Requests.bytes("123456")).build(); // 10 bytes
        route.take(store, Requests.sized(PAYLOAD_MAX)); // W-026
        route.take(store, Requests.sized(PAYLOAD_MAX - 10).with(extended));
        refusedOn(route, ErrorCode.LIMIT_EXCEEDED, Requests.sized(PAYLOAD_MAX + 1));
        refusedOn(route, ErrorCode.LIMIT_EXCEEDED, Requests.sized(PAYLOAD_MAX - 9).with(extended));
    }

    @Test
    void batchLimits_areInclusive() {
        assertThat(store.appendBatch(Collections.nCopies(BATCH_COUNT, Requests.event("p")))).hasSize(3); // W-048
        refused(ErrorCode.LIMIT_EXCEEDED,
                () -> store.appendBatch(Collections.nCopies(BATCH_COUNT + 1, Requests.event("p"))));
        store.appendBatch(List.of(Requests.sized(1_000), Requests.sized(1_000)));
        AppendRejectedException over = refused(ErrorCode.LIMIT_EXCEEDED,
                () -> store.appendBatch(List.of(Requests.sized(1_000), Requests.sized(1_000), Requests.sized(1))));
        assertThat(over.itemIndex()).isEmpty();
    }

    @Test
    void emptyBatch_hasNoEffectAtAll() {
        long commits = store.health().commits();
        byte[] before = files.snapshot(Requests.DIRECTORY).get("000001.seg");
        assertThat(store.appendBatch(List.of())).isEmpty(); // BAT-4, W-049
        assertThat(store.submitBatch(List.of()).join()).isEmpty();
        assertThat(files.snapshot(Requests.DIRECTORY).get("000001.seg")).isEqualTo(before);
        assertThat(store.health().commits()).isEqualTo(commits); // not even a force
    }

    @Test
    void expectationInABatch_isRefusedWithItsItem() {
        AppendRequest expecting = Requests.expecting(Expectation.empty(), Requests.event("p"));
        AppendRejectedException refusal = refused(ErrorCode.OPTION_NOT_ALLOWED,
                () -> store.appendBatch(List.of(Requests.event("p"), expecting, expecting)));
        assertThat(refusal.itemIndex()).hasValue(1); // W-050
    }

    @Test
    void causationToAnEarlierItem_becomesThatItemsId() {
        List<AppendReceipt> receipts = store
                .appendBatch(List.of(Requests.event("a"), causedBy(0, "b"), causedBy(0, "c")));
        for (int item = 1; item < 3; item++) {
            assertThat(store.get(receipts.get(item).id()).orElseThrow().causation().orElseThrow().toUuid())
                    .isEqualTo(receipts.get(0).id().toUuid()); // W-051
        }
    }

    @Test
    void causationToALaterItem_isRefusedWithBothIndices() {
        AppendRejectedException self = refused(ErrorCode.INVALID_CAUSATION,
                () -> store.appendBatch(List.of(Requests.event("a"), causedBy(1, "b"))));
        assertThat(self.itemIndex()).hasValue(1);
        assertThat(self).hasMessageContaining("item 1");
        refused(ErrorCode.INVALID_CAUSATION, () -> store.appendBatch(List.of(causedBy(7, "a"), Requests.event("b"))));
        refused(ErrorCode.INVALID_CAUSATION, () -> store.append(causedBy(0, "a")));
    }

    private static AppendRequest causedBy(int item, String payload) {
        return Requests.event(payload)
                .with(AppendOptions.builder().causation(Causation.earlierItem(item)).build());
    }

    @Test
    void refusedBatch_usesNoSequence() {
        AppendReceipt before = store.append(Requests.event("before"));
        refused(ErrorCode.INVALID_CAUSATION, () -> store.appendBatch(List.of(Requests.event("a"), causedBy(5, "b"))));
        AppendReceipt after = store.append(Requests.event("after"));
        assertThat(after.sequence()).isEqualTo(before.sequence() + 1); // W-055
        assertThat(after.revision()).isEqualTo(before.revision() + 1);
    }

    @Test
    void expectations_compareWithTheChainOfTheirLane() {
        AppendRequest event = Requests.event("p");
        AppendRequest onLane = event.with(AppendOptions.builder().lane(Lane.of(9)).build());
        AppendRejectedException none = refused(ErrorCode.EXPECTATION_FAILED,
                () -> store.append(Requests.expecting(Expectation.at(0), event)));
        assertThat(((Rejection.ExpectationFailed) none.rejection()).actual()).isEmpty(); // W-025
        assertThat(store.append(Requests.expecting(Expectation.empty(), event)).revision()).isZero(); // J-16
        assertThat(store.append(Requests.expecting(Expectation.at(0), event)).revision()).isEqualTo(1);
        AppendRejectedException stale = refused(ErrorCode.EXPECTATION_FAILED,
                () -> store.append(Requests.expecting(Expectation.at(0), event)));
        assertThat(((Rejection.ExpectationFailed) stale.rejection()).actual()).hasValue(1);
        refused(ErrorCode.EXPECTATION_FAILED, () -> store.append(Requests.expecting(Expectation.empty(), event)));
        assertThat(store.append(Requests.expecting(Expectation.empty(), onLane)).revision()).isZero(); // W-008
    }

    @Test
    void sameExpectation_fromManyThreads_isMetOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (long revision = 0; revision < 50; revision++) {
                Expectation expectation = revision == 0 ? Expectation.empty() : Expectation.at(revision - 1);
                AppendRequest request = Requests.expecting(expectation, Requests.event("p"));
                List<Future<Boolean>> answers = new ArrayList<>();
                IntStream.range(0, 8).forEach(i -> answers.add(threads.submit(() -> isMet(request))));
                int met = 0;
                for (Future<Boolean> answer : answers) {
                    met += answer.get() ? 1 : 0;
                }
                assertThat(met).isEqualTo(1); // W-023
            }
        }
        assertThat(store.latest("order:1", Lane.MAIN).orElseThrow().revision()).isEqualTo(49);
    }

    private boolean isMet(AppendRequest request) {
        try {
            store.append(request);
            return true;
        } catch (AppendRejectedException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.EXPECTATION_FAILED);
            return false;
        }
    }
}
