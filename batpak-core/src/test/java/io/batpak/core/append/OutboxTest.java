package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.Outbox;
import io.batpak.api.Store;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.OutcomeUnknownException;
import io.batpak.api.event.Event;
import io.batpak.api.event.Region;
import io.batpak.testkit.FaultPlan;
import io.batpak.testkit.FaultyFileSystem;
import io.batpak.testkit.ForceGate;
import io.batpak.testkit.GatedFileSystem;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.OperationKind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An outbox keeps what is not known to be committed (J-36). */
@Timeout(30)
class OutboxTest {
    private final MemoryFileSystem memory = new MemoryFileSystem();

    private static List<String> texts(Store store) {
        try (Stream<Event> events = store.stream(Region.ofEntity(Requests.ORDER.entity()), 0)) {
            return events.map(e -> new String(e.payload().toArray(), java.nio.charset.StandardCharsets.UTF_8)).toList();
        }
    }

    @Test
    void flush_appendsAllAsOneBatchAndLetsThemGo() { // W-054
        try (Store store = Store.open(Requests.config(memory).build())) {
            Outbox outbox = store.outbox();
            outbox.stage(Requests.event("first"));
            outbox.stage(Requests.event("second"));
            List<AppendReceipt> receipts = outbox.flush();
            assertThat(receipts).extracting(AppendReceipt::revision).containsExactly(0L, 1L);
            assertThat(texts(store)).containsExactly("first", "second");
            assertThat(outbox.requests()).isEmpty();
            assertThat(outbox.flush()).isEmpty();
            assertThat(texts(store)).hasSize(2);
        }
    }

    @Test
    void refusedFlush_keepsEverything() {
        try (Store store = Store.open(Requests.config(memory).batchMaxCount(2).build())) {
            Outbox outbox = store.outbox();
            for (int i = 0; i < 3; i++) {
                outbox.stage(Requests.event("item " + i));
            }
            assertThatThrownBy(outbox::flush).isInstanceOf(AppendRejectedException.class);
            assertThat(outbox.requests()).hasSize(3); // J-36
            outbox.clear();
            assertThat(outbox.flush()).isEmpty();
            assertThat(texts(store)).isEmpty();
        }
    }

    @Test
    void flushOfUnknownOutcome_keepsEverything() {
        FaultPlan plan = new FaultPlan();
        FaultyFileSystem files = new FaultyFileSystem(memory, plan);
        Store store = Store.open(Requests.config(files).executor(new QuietHelper()).build());
        Outbox outbox = store.outbox();
        outbox.stage(Requests.keyed("the one", "in doubt"));
        plan.on(OperationKind.FORCE).fail();
        assertThatThrownBy(outbox::flush).isInstanceOf(OutcomeUnknownException.class);
        assertThat(outbox.requests()).hasSize(1); // J-36
    }

    @Test
    void submittedFlush_keepsUntilTheAnswerAndLeavesLaterOnes() {
        GatedFileSystem files = new GatedFileSystem(memory);
        try (Store store = Store.open(Requests.config(files).executor(new QuietHelper()).build())) {
            Outbox outbox = store.outbox();
            outbox.stage(Requests.event("first"));
            CompletableFuture<List<AppendReceipt>> answer;
            try (ForceGate gate = files.holdForces()) {
                answer = outbox.submitFlush();
                gate.awaitHeld();
                outbox.stage(Requests.event("later"));
                assertThat(outbox.requests()).hasSize(2);
                assertThatThrownBy(outbox::flush).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(outbox::clear).isInstanceOf(IllegalStateException.class);
                gate.release();
                assertThat(answer.join()).hasSize(1);
            }
            assertThat(outbox.requests()).hasSize(1);
            outbox.flush();
            assertThat(texts(store)).containsExactly("first", "later");
        }
    }

    @Test
    void unflushed_isNeverWritten() {
        try (Store store = Store.open(Requests.config(memory).build())) {
            store.outbox().stage(Requests.event("forgotten"));
        }
        try (Store again = Store.open(Requests.config(memory).build())) {
            assertThat(texts(again)).isEmpty(); // W-059
        }
    }

    @Test
    void reaction_fillsGapsOnly() {
        try (Store store = Store.open(Requests.config(memory).build())) {
            Event cause = store.get(store.append(Requests.event("cause")).id()).orElseThrow();
            Event reaction = store.get(
                    store.append(Requests.event("reaction").inReactionTo(cause)).id()).orElseThrow();
            assertThat(reaction.correlation()).isEqualTo(cause.correlation());
            assertThat(reaction.causation().orElseThrow().toUuid()).isEqualTo(cause.id().toUuid());
            AppendRequest second = Requests.event("second").inReactionTo(reaction).inReactionTo(cause);
            Event stored = store.get(store.append(second).id()).orElseThrow();
            assertThat(stored.causation().orElseThrow().toUuid()).isEqualTo(reaction.id().toUuid()); // J-26
        }
    }
}
