package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.Store;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.testkit.ForceGate;
import io.batpak.testkit.GatedFileSystem;
import io.batpak.testkit.MemoryFileSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Futures are completed by the delivery thread (DESIGN 4a), so what hangs on them may do anything, closing the store
 * included. A held force keeps the futures open until everything hangs on them.
 */
@Timeout(30)
class DeliveryTest {
    private final GatedFileSystem files = new GatedFileSystem(new MemoryFileSystem());

    private Store open() {
        return Store.open(Requests.config(files).executor(new QuietHelper()).build());
    }

    @Test
    void continuations_runOnTheDeliveryThread_inOrder() {
        try (Store store = open(); ForceGate gate = files.holdForces()) {
            CompletableFuture<String> single = store.submit(Requests.event("a")).thenApply(r -> threadName());
            CompletableFuture<String> batch = store.submitBatch(List.of(Requests.event("b")))
                    .thenApply(r -> threadName());
            gate.release();
            assertThat(single.join()).startsWith("batpak-delivery-");
            assertThat(batch.join()).isEqualTo(single.join());
        }
    }

    private static String threadName() {
        return Thread.currentThread().getName();
    }

    @Test
    void continuation_thatAppends_isServed() {
        try (Store store = open(); ForceGate gate = files.holdForces()) {
            CompletableFuture<AppendReceipt> second = store.submit(Requests.event("a"))
                    .thenApply(r -> store.append(Requests.event("b")));
            gate.release();
            assertThat(second.join().revision()).isEqualTo(1);
            assertThat(store.get(second.join().id())).isPresent(); // W-020
        }
    }

    @Test
    void continuation_thatCloses_isNotADeadlock() throws Exception {
        Store store = open();
        ForceGate gate = files.holdForces();
        CompletableFuture<AppendReceipt> later = new CompletableFuture<>();
        CompletableFuture<Void> closed = store.submit(Requests.event("a")).thenAccept(r -> store.close());
        store.submit(Requests.event("b")).thenAccept(later::complete);
        gate.release();
        closed.get(10, TimeUnit.SECONDS);
        assertThat(later.get(10, TimeUnit.SECONDS).durable()).isTrue();
        assertThatThrownBy(() -> store.append(Requests.event("c"))).isInstanceOf(StoreUnavailableException.class);
        open().close();
    }

    @Test
    void continuation_thatClosesWhileAnotherThreadDoes_isNotADeadlock() throws Exception {
        Store store = open();
        CountDownLatch closing = new CountDownLatch(1);
        CompletableFuture<Void> closed = new CompletableFuture<>();
        ForceGate gate = files.holdForces();
        store.submit(Requests.event("a")).thenAccept(r -> {
            await(closing);
            store.close(); // J-23
            closed.complete(null);
        });
        gate.awaitHeld();
        Thread other = Thread.ofPlatform().start(store::close);
        while (other.getState() == Thread.State.RUNNABLE || other.getState() == Thread.State.NEW) {
            Thread.onSpinWait();
        }
        gate.release();
        closing.countDown();
        closed.get(10, TimeUnit.SECONDS);
        other.join();
        open().close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void cancelledFuture_doesNotCancelTheAppend() {
        try (Store store = open(); ForceGate gate = files.holdForces()) {
            CompletableFuture<AppendReceipt> cancelled = store.submit(Requests.event("a"));
            cancelled.cancel(true); // J-20
            gate.release();
            assertThat(store.append(Requests.event("b")).revision()).isEqualTo(1);
        }
    }

    @Test
    void answer_canBeAskedForAgain_byAnybody() throws Exception {
        try (Store store = open(); ForceGate gate = files.holdForces()) {
            CompletableFuture<AppendReceipt> answer = store.submit(Requests.event("a"));
            List<CompletableFuture<AppendReceipt>> asked = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                CompletableFuture<AppendReceipt> other = new CompletableFuture<>();
                asked.add(other);
                Thread.ofPlatform().start(() -> other.complete(answer.join()));
            }
            assertThat(answer.getNow(null)).isNull();
            gate.release();
            for (CompletableFuture<AppendReceipt> other : asked) {
                assertThat(other.get(10, TimeUnit.SECONDS)).isSameAs(answer.join()).isSameAs(answer.join()); // W-185
            }
        }
    }
}
