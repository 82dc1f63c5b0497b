package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.spi.StoreExecutor;
import io.batpak.core.time.ThreadExecutor;
import io.batpak.testkit.FakeClock;
import io.batpak.testkit.InlineExecutor;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The body of the writer role is one, whoever drives it: threads, or a simulation without any (D-10). */
@Timeout(30)
class DriversTest {
    private static List<AppendReceipt> run(StoreExecutor executor, MemoryFileSystem files) {
        List<AppendReceipt> receipts = new ArrayList<>();
        try (Store store = Store.open(Requests.config(files).executor(executor).clock(new FakeClock())
                .randomSource(new SeededRandom(7)).segmentMaxBytes(65_536).build())) {
            for (int i = 0; i < 100; i++) {
                Route route = Route.values()[i % Route.values().length];
                AppendRequest request = Requests.keyed("k" + i, "x".repeat(i * 20));
                receipts.addAll(route.take(store, List.of(i % 3 == 0 ? Requests.written(request) : request)));
            }
        }
        return receipts;
    }

    @Test // W-102
    void sameInput_givesTheSameReceiptsAndBytes_withAndWithoutThreads() {
        MemoryFileSystem threaded = new MemoryFileSystem();
        MemoryFileSystem simulated = new MemoryFileSystem();
        List<AppendReceipt> expected = run(new ThreadExecutor(), threaded);
        assertThat(run(new InlineExecutor(), simulated)).usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(expected);
        assertThat(expected.getLast().position().segment()).isGreaterThan(1);
        threaded.snapshot(Requests.DIRECTORY).forEach((name, bytes) -> assertThat(
                name.endsWith(".seg") ? simulated.snapshot(Requests.DIRECTORY).get(name) : bytes).as(name)
                .isEqualTo(bytes));
    }

    @Test // J-24
    void withoutThreads_nobodyWaitsForAWriterThatHasNoTurn() throws Exception {
        try (Store store = Store.open(Requests.config(new MemoryFileSystem()).executor(new InlineExecutor()).build())) {
            assertThat(store.submit(Requests.event("a"))).isCompleted();
            assertThat(store.submitBatch(List.of(Requests.event("b")))).isCompleted();
            CompletableFuture<AppendReceipt> answer = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> answer.complete(store.append(Requests.event("c")))); // always queues
            assertThat(answer.get(10, TimeUnit.SECONDS).revision()).isEqualTo(2);
        }
    }
}
