package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.Durability;
import io.batpak.api.error.CommittedException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.HandlingClass;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.error.WaitTimeoutException;
import io.batpak.api.event.Watermark;
import io.batpak.testkit.FaultPlan;
import io.batpak.testkit.FaultyFileSystem;
import io.batpak.testkit.GatedFileSystem;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.OperationKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Appends that wait for a watermark. The store's default is to force nothing, and the helper has no turn. */
@Timeout(30)
class WaitGateTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final FaultPlan plan = new FaultPlan();
    private final GatedFileSystem files = new GatedFileSystem(new FaultyFileSystem(new MemoryFileSystem(), plan));
    private final Store store = Store.open(config().build());

    private StoreConfig.Builder config() {
        return Requests.config(files).executor(new QuietHelper()).durability(Durability.WRITTEN);
    }

    // W-117, FRN-15: the wait forces nothing; a force that somebody else asks for ends it
    @Test
    void append_awaitingDurable_returnsWithTheNextForce() throws Exception {
        long before = files.forceCount();
        CompletableFuture<AppendReceipt> answer = new CompletableFuture<>();
        Thread caller = Thread.ofPlatform().daemon().start(() -> answer.complete(
                store.appendAndAwait(Requests.event("payload"), Watermark.DURABLE, LONG)));
        while (caller.isAlive() && caller.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(files.forceCount()).isEqualTo(before);
        assertThat(answer).isNotDone();
        assertThat(store.frontier().visible()).isEqualTo(2);

        store.force();
        AppendReceipt receipt = answer.get(10, TimeUnit.SECONDS);
        assertThat(receipt.durable()).isTrue();
        assertThat(receipt.sequence()).isEqualTo(1);
    }

    // W-117, J-19, API-17: late is not undone: the event can be read, and the exception has its receipt
    @Test
    void append_watermarkDoesNotCome_handsTheReceiptOver() {
        CommittedException late = catchThrowableOfType(CommittedException.class,
                () -> store.appendAndAwait(Requests.event("payload"), Watermark.DURABLE, Duration.ZERO));

        assertThat(late.code()).isEqualTo(ErrorCode.COMMITTED);
        assertThat(late.handlingClass()).isEqualTo(HandlingClass.COMMITTED);
        assertThat(late).hasMessageContaining("Do not repeat the append");
        assertThat(late.receipts()).singleElement().satisfies(receipt -> {
            assertThat(receipt.durable()).isFalse();
            assertThat(store.get(receipt.id())).isPresent();
        });
        assertThat(late.getCause()).isInstanceOfSatisfying(WaitTimeoutException.class, cause -> {
            assertThat(cause.watermark()).isEqualTo(Watermark.DURABLE);
            assertThat(cause.bound()).isEqualTo(2);
            assertThat(cause.reached()).isEqualTo(1);
            assertThat(cause.timeout()).isZero();
        });
    }

    // W-117: what is covered already is answered at once
    @Test
    void append_awaitingWhatItsCommitBrings_returnsAtOnce() {
        for (Watermark mark : List.of(Watermark.ACCEPTED, Watermark.WRITTEN, Watermark.VISIBLE, Watermark.EMITTED)) {
            assertThat(store.appendAndAwait(Requests.event("payload"), mark, Duration.ZERO).durable()).isFalse();
        }
        assertThat(store.appendAndAwait(
                Requests.durable(Requests.event("payload")), Watermark.DURABLE, Duration.ZERO).durable()).isTrue();
    }

    // J-41: the target is the receipt's, also of an event that was appended long before
    @Test
    void replay_waitsForItsOriginal() {
        AppendReceipt original = store.append(Requests.keyed("k", "payload"));
        store.force();
        store.append(Requests.event("not forced"));

        AppendReceipt replay = store.appendAndAwait(Requests.keyed("k", "payload"), Watermark.DURABLE, Duration.ZERO);
        assertThat(replay.replayed()).isTrue();
        assertThat(replay.sequence()).isEqualTo(original.sequence());
    }

    // W-058: the last of a batch counts
    @Test
    void batch_waitsForItsLastEvent() {
        store.registerConsumer("consumer", 0).advance(1);
        CommittedException late = catchThrowableOfType(CommittedException.class, () -> store.appendBatchAndAwait(
                List.of(Requests.event("a"), Requests.event("b")), Watermark.APPLIED, Duration.ZERO));
        assertThat(late.receipts()).extracting(AppendReceipt::sequence).containsExactly(1L, 2L);
        assertThat(late.getCause()).isInstanceOfSatisfying(WaitTimeoutException.class,
                cause -> assertThat(cause.bound()).isEqualTo(3));

        List<AppendReceipt> receipts = store.appendBatchAndAwait(
                List.of(Requests.durable(Requests.event("c")), Requests.event("d")), Watermark.DURABLE, Duration.ZERO);
        assertThat(receipts).hasSize(2).allMatch(AppendReceipt::durable);
        assertThat(store.appendBatchAndAwait(List.of(), Watermark.APPLIED, Duration.ZERO)).isEmpty();
    }

    // J-19: the same where the watermark cannot come any more
    @Test
    void append_storePoisonedWhileItWaits_handsTheReceiptOver() throws Exception {
        CompletableFuture<Throwable> answer = new CompletableFuture<>();
        Thread caller = Thread.ofPlatform().daemon().start(() -> answer.complete(catchThrowableOfType(
                CommittedException.class,
                () -> store.appendAndAwait(Requests.event("payload"), Watermark.DURABLE, LONG))));
        while (caller.isAlive() && caller.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        plan.on(OperationKind.FORCE).fail();
        assertThatThrownBy(store::force).isNotNull();

        assertThat(answer.get(10, TimeUnit.SECONDS)).isInstanceOfSatisfying(CommittedException.class, end -> {
            assertThat(end.receipts()).extracting(AppendReceipt::sequence).containsExactly(1L);
            assertThat(end.getCause()).isInstanceOf(StoreUnavailableException.class);
        });
        assertThat(store.at(1)).isPresent();
    }

    @Test
    void gate_thatCannotBe_isRefusedBeforeAnythingIsAppended() {
        assertThatThrownBy(() -> store.appendAndAwait(
                Requests.event("payload"), Watermark.DURABLE, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.frontier().visible()).isEqualTo(1);
    }

    // J-15: durability as a default, and for each append
    @Test
    void durability_isTheStoresDefault_unlessAnAppendSaysOtherwise() {
        assertThat(store.append(Requests.event("payload")).durable()).isFalse();
        assertThat(store.append(Requests.durable(Requests.event("payload"))).durable()).isTrue();
        store.close();
        try (Store durable = Store.open(config().durability(Durability.DURABLE).build())) {
            assertThat(durable.append(Requests.event("payload")).durable()).isTrue();
            assertThat(durable.append(Requests.written(Requests.event("payload"))).durable()).isFalse();
        }
    }
}
