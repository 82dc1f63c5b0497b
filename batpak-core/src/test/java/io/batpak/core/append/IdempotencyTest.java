package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batpak.api.Store;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Expectation;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.Rejection;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Region;
import io.batpak.testkit.MemoryFileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key is committed at most once, and who asks again gets the original receipt (D-19, J-13, J-34, W-155). */
class IdempotencyTest {
    private MemoryFileSystem files = new MemoryFileSystem();
    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(Requests.config(files).build());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        store.close();
        open();
    }

    /** Goes on in a copy of the files as a crash would have left them at the best: all written, nothing closed. */
    private void crash() {
        Map<String, byte[]> left = files.snapshot(Requests.DIRECTORY);
        store.close();
        files = MemoryFileSystem.of(Path.of("/store"), left);
        open();
    }

    private static List<AppendRequest> batch(String... names) {
        List<AppendRequest> items = new ArrayList<>();
        for (String name : names) {
            items.add(Requests.keyed(name, "payload of " + name));
        }
        return items;
    }

    private long count() {
        return store.stream(Region.all(), 0).count();
    }

    private void refused(ErrorCode code, AppendRequest request) {
        long before = store.frontier().written();
        var refusal = catchThrowableOfType(AppendRejectedException.class, () -> store.append(request));
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(store.frontier().written()).isEqualTo(before);
    }

    private AppendRejectedException refused(ErrorCode code, List<AppendRequest> requests) {
        long before = store.frontier().written();
        var refusal = catchThrowableOfType(AppendRejectedException.class, () -> store.appendBatch(requests));
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(store.frontier().written()).isEqualTo(before);
        return refusal;
    }

    private static void requireReplay(AppendReceipt replay, AppendReceipt original) {
        assertThat(replay).usingRecursiveComparison().ignoringFields("replayed").isEqualTo(original);
        assertThat(replay.replayed()).isTrue();
        assertThat(original.replayed()).isFalse();
    }

    @Test
    void single_handedInAgain_isReplayed() {
        AppendReceipt original = store.append(Requests.keyed("k", "p"));
        store.append(Requests.event("between"));
        requireReplay(store.append(Requests.keyed("k", "p")), original); // W-150
        requireReplay(store.submit(Requests.keyed("k", "p")).join(), original);
        assertThat(count()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keys_areKnownAfterReopening(boolean clean) {
        AppendReceipt single = store.append(Requests.keyed("k", "p"));
        List<AppendReceipt> batch = store.appendBatch(batch("a", "b", "c"));
        for (int i = 0; i < 2; i++) {
            if (clean) {
                reopen();
            } else {
                crash();
            }
            requireReplay(store.append(Requests.keyed("k", "p")), single); // W-151, W-159, D-3
            List<AppendReceipt> again = store.appendBatch(batch("a", "b", "c"));
            for (int item = 0; item < 3; item++) {
                requireReplay(again.get(item), batch.get(item));
            }
        }
        assertThat(count()).isEqualTo(4);
        assertThat(store.verify().ok()).isTrue();
    }

    @Test // W-162
    void key_withAnotherOperation_isAConflict() {
        store.append(Requests.keyed("k", "p"));
        AppendOptions options = AppendOptions.builder().key(Requests.key("k")).build();
        refused(ErrorCode.IDEMPOTENCY_CONFLICT, Requests.keyed("k", "other"));
        refused(ErrorCode.IDEMPOTENCY_CONFLICT, Requests.event(Coordinate.of("order:2", "shop"), "p").with(options));
        refused(ErrorCode.IDEMPOTENCY_CONFLICT, Requests.event(Coordinate.of("order:1", "mall"), "p").with(options));
        refused(ErrorCode.IDEMPOTENCY_CONFLICT, AppendRequest
                .ofBytes(Requests.ORDER, EventKind.of(0x2, 7), Requests.bytes("p")).with(options));
        refused(ErrorCode.IDEMPOTENCY_CONFLICT,
                Requests.event("p").with(options.toBuilder().lane(Lane.of(1)).build()));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void key_withOtherOptionsOnly_isStillTheSameOperation() {
        AppendReceipt original = store.append(Requests.keyed("k", "p"));
        AppendOptions options = AppendOptions.builder().key(Requests.key("k")).tag("new").flags(9).build();
        requireReplay(store.append(Requests.event("p").with(options)), original); // J-34
    }

    @Test
    void key_isLookedUpBeforeTheExpectation() {
        AppendRequest request = Requests.expecting(Expectation.empty(), Requests.keyed("k", "p"));
        AppendReceipt original = store.append(request);
        requireReplay(store.append(request), original); // J-13, W-158
    }

    @Test
    void batch_inAnyOtherShape_isRefused() {
        store.appendBatch(batch("a", "b", "c"));
        store.append(Requests.keyed("single", "payload of single"));
        refused(ErrorCode.IDEMPOTENCY_PARTIAL_BATCH, batch("a", "b", "c", "d"));
        refused(ErrorCode.IDEMPOTENCY_PARTIAL_BATCH, batch("d", "a"));
        refused(ErrorCode.IDEMPOTENCY_CONFLICT, batch("a", "c", "b")); // BAT-6
        refused(ErrorCode.IDEMPOTENCY_CONFLICT, batch("a", "b"));
        refused(ErrorCode.IDEMPOTENCY_CONFLICT, batch("b", "c"));
        refused(ErrorCode.IDEMPOTENCY_CONFLICT, batch("single"));
        assertThat(count()).isEqualTo(4);
    }

    @Test
    void itemOfABatch_handedInAlone_isReplayed() {
        List<AppendReceipt> batch = store.appendBatch(batch("a", "b"));
        requireReplay(store.append(Requests.keyed("b", "payload of b")), batch.get(1));
    }

    @Test
    void batch_keyedInPartOrTwice_isRefused() {
        List<AppendRequest> mixed = List.of(Requests.keyed("a", "p"), Requests.event("q"));
        refused(ErrorCode.IDEMPOTENCY_PARTIAL_BATCH, mixed); // BAT-5
        AppendRejectedException twice = refused(ErrorCode.IDEMPOTENCY_PARTIAL_BATCH, batch("a", "b", "a"));
        assertThat(twice.itemIndex()).hasValue(2); // BAT-7
        assertThat(count()).isZero();
    }

    @Test
    void conflictInABatch_namesTheItem() {
        store.appendBatch(batch("a", "b"));
        AppendRejectedException conflict = refused(ErrorCode.IDEMPOTENCY_CONFLICT,
                List.of(Requests.keyed("a", "payload of a"), Requests.keyed("b", "other")));
        assertThat(conflict.itemIndex()).hasValue(1);
        assertThat(conflict.rejection()).isInstanceOfSatisfying(Rejection.IdempotencyConflict.class,
                c -> assertThat(c.key()).isEqualTo(Requests.key("b")));
    }

    @Test
    void sameKey_fromManyThreads_isCommittedOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 50; round++) {
                AppendRequest request = Requests.keyed("key " + round, "p");
                List<Future<AppendReceipt>> answers = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    answers.add(threads.submit(() -> store.append(request)));
                }
                List<AppendReceipt> receipts = new ArrayList<>();
                for (Future<AppendReceipt> answer : answers) {
                    receipts.add(answer.get());
                }
                assertThat(receipts).filteredOn(r -> !r.replayed()).hasSize(1); // W-152
                assertThat(receipts).extracting(AppendReceipt::sequence).containsOnly(receipts.get(0).sequence());
                assertThat(receipts).allMatch(AppendReceipt::durable);
            }
        }
        assertThat(count()).isEqualTo(50);
    }

    @Test
    void replay_whileItsOriginalIsQueued_neverDoublesIt() {
        List<CompletableFuture<AppendReceipt>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(store.submit(Requests.keyed("k" + i % 3, "p")));
        }
        assertThat(answers.stream().map(CompletableFuture::join).filter(r -> !r.replayed())).hasSize(3);
        assertThat(count()).isEqualTo(3);
    }
}
