package io.batpak.core.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.Store;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Durability;
import io.batpak.api.error.CorruptionException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.OutcomeUnknownException;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.api.event.Lane;
import io.batpak.testkit.CrashFileSystem;
import io.batpak.testkit.CrashPolicy;
import io.batpak.testkit.FaultPlan;
import io.batpak.testkit.FaultyFileSystem;
import io.batpak.testkit.OperationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What holds at the very moment at which an answer is given: the event is durable, witnessed, and not visible before. */
class AcknowledgeTest {
    private static final Coordinate WHERE = new Coordinate("order:1", "shop");
    private static final Setup SETUP = Setup.of(5150);

    private final CrashFileSystem disk = new CrashFileSystem();
    private final FaultPlan plan = new FaultPlan();
    private final Hands hands = new Hands(Setup.Held.WRITER);
    private final Store store = Store.open(Session.config(new FaultyFileSystem(disk, plan), SETUP, hands));

    // D-2, O4: the power fails in the moment of the answer
    @Test
    void submit_answered_eventSurvivesAPowerCutRightThen() {
        List<Boolean> survived = new ArrayList<>();
        CompletableFuture<Void> answer = store.submit(request(1)).thenAccept(receipt -> survived.add(
                isThere(disk.restart(CrashPolicy.loseAll()), receipt)));
        hands.run();

        assertThat(answer).isCompleted();
        assertThat(survived).containsExactly(true);
    }

    // D-24: whoever was answered finds damage to the event refused, not cut off as a torn tail
    @Test
    void submit_answered_damageToTheEventIsRefusedRightThen() {
        List<Throwable> refusals = new ArrayList<>();
        CompletableFuture<Void> answer = store.submit(request(1)).thenAccept(receipt -> refusals.add(
                openDamaged(receipt)));
        hands.run();

        assertThat(answer).isCompleted();
        assertThat(refusals).singleElement().isInstanceOfSatisfying(CorruptionException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.DURABLE_DATA_DAMAGED);
            assertThat(refusal.file()).isEqualTo("000001.seg");
        });
    }

    // D-24: the same without a power cut, for an append that was waited for
    @Test
    void append_answeredAsDurable_damageToItIsRefused() {
        AppendReceipt receipt = store.append(request(1));

        assertThat(openDamaged(receipt)).isInstanceOf(CorruptionException.class);
    }

    // D-2: an answer that rests on bytes that are not forced waits for that force
    @Test
    void append_retryAsksForMoreThanTheOriginal_waitsForTheForceOfTheOriginal() {
        AppendRequest request = request(1);
        AppendOptions keyed = AppendOptions.builder().key(new IdempotencyKey(1, 2)).build();
        AppendReceipt first = store.append(request.with(keyed.toBuilder().durability(Durability.WRITTEN).build()));
        AppendReceipt again = store.append(request.with(keyed.toBuilder().durability(Durability.DURABLE).build()));

        assertThat(first.durable()).isFalse();
        assertThat(again.replayed()).isTrue();
        assertThat(again.durable()).isTrue();
        assertThat(isThere(disk.restart(CrashPolicy.loseAll()), first)).isTrue();
    }

    // J-6, D-2: nobody sees an event that the medium does not have yet
    @Test
    void append_whileItIsForced_isNotVisible() {
        long before = store.frontier().visible();
        List<Long> seen = new ArrayList<>();
        plan.on(OperationKind.FORCE).where(force -> {
            seen.add(store.frontier().visible());
            return store.at(before).isPresent();
        }).fail("visible before it was forced");
        store.append(request(1));

        assertThat(seen).isNotEmpty().containsOnly(before);
        assertThat(store.at(before)).isPresent();
    }

    // POI-01: what was not forced does not become visible because its force failed
    @Test
    void append_forceFails_isNotVisibleAndNothingGoesOn() {
        long before = store.frontier().visible();
        plan.on(OperationKind.FORCE).fail();

        assertThatThrownBy(() -> store.append(request(1))).isInstanceOfSatisfying(OutcomeUnknownException.class,
                unknown -> assertThat(store.get(unknown.eventIds().getFirst())).isEmpty());
        assertThat(store.frontier().visible()).isEqualTo(before);
        assertThat(store.at(before)).isEmpty();
        plan.assertAllFired();
    }

    // J-3: what was refused stays away, although the power fails right after the roll-back
    @Test
    void append_writeFailedHalfWay_isGoneAfterAnyPowerCut() {
        List<AppendRequest> units = List.of(request(10), request(20), request(30));
        plan.on(OperationKind.WRITE).shortWrite(2_000);
        List<CompletableFuture<AppendReceipt>> answers = units.stream().map(store::submit).toList();
        hands.run();

        plan.assertAllFired();
        assertThat(answers).allMatch(CompletableFuture::isCompletedExceptionally);
        for (int k = 0; k <= disk.unforcedCount() + 1; k++) {
            CrashFileSystem left = disk.restart(CrashPolicy.prefix(k));
            Store after = Store.open(Session.config(left, SETUP.seed(9), new Hands(Setup.Held.WRITER)));
            assertThat(after.latest("order:1", Lane.MAIN)).as("prefix " + k).isEmpty();
        }
    }

    // W-044, W-046: a batch lies in one segment, whole, and is durable once it is answered
    @Test
    void appendBatch_atTheEndOfASegment_liesInOneSegment() {
        store.append(request(50_000));
        List<AppendReceipt> receipts = store.appendBatch(List.of(request(7_000), request(7_001), request(7_002)));

        assertThat(receipts).extracting(r -> r.position().segment()).containsOnly(2L);
        assertThat(receipts).allSatisfy(receipt -> assertThat(isThere(disk.restart(CrashPolicy.loseAll()), receipt))
                .isTrue());
    }

    // W-045: the power fails between the force of a batch and its publication
    @Test
    void appendBatch_cutOnceItIsForced_isWholeAfterwards() {
        List<AppendRequest> items = List.of(request(1), request(2), request(3));
        disk.cutAfter(disk.operationCount() + 2); // the write and the force, but not the note

        assertThatThrownBy(() -> store.appendBatch(items)).isInstanceOf(RuntimeException.class);
        assertThat(disk.operations().getLast().kind()).isEqualTo(OperationKind.FORCE);
        for (CrashPolicy policy : CrashPolicy.all(3)) {
            Store after = Store.open(Session.config(disk.restart(policy), SETUP.seed(6), new Hands(Setup.Held.WRITER)));
            assertThat(after.latest("order:1", Lane.MAIN).orElseThrow().revision()).isEqualTo(2);
        }
    }

    private static AppendRequest request(int size) {
        byte[] payload = new byte[Math.max(size, 1_200)];
        payload[0] = (byte) size;
        return AppendRequest.ofBytes(WHERE, EventKind.DATA, Bytes.of(payload));
    }

    private static boolean isThere(CrashFileSystem left, AppendReceipt receipt) {
        Store after = Store.open(Session.config(left, SETUP.seed(7), new Hands(Setup.Held.WRITER)));
        return after.get(receipt.id()).map(e -> e.link().equals(receipt.link())).orElse(false);
    }

    /** Opens what is visible now, as after the death of the process, with one bit of the event flipped. */
    private Throwable openDamaged(AppendReceipt receipt) {
        Map<String, byte[]> image = disk.visible(Session.DIRECTORY);
        image.get("000001.seg")[(int) receipt.position().offset() + receipt.position().length() - 9] ^= 4;
        CrashFileSystem damaged = CrashFileSystem.of(Session.DIRECTORY, image);
        try {
            Store opened = Store.open(Session.config(damaged, SETUP.seed(8), new Hands(Setup.Held.WRITER)));
            return new AssertionError("opened with " + opened.openReport().tailCut());
        } catch (CorruptionException e) {
            return e;
        }
    }
}
