package io.batpak.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Durability;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Region;
import io.batpak.api.read.PageRequest;
import io.batpak.core.disk.NioFileSystem;
import io.batpak.testkit.OperationKind;
import io.batpak.testkit.SlowFileSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Threads that append, read and force are interrupted all the time (W-071, THR-74, DESIGN D-11). Each is interrupted again only
 * once it has seen its flag after a call, so that a flag which got lost would stop the test. A slow file system counts
 * the interrupts that land inside an operation.
 */
class InterruptedCallersTest {
    private static final Duration DELAY = Duration.ofNanos(50_000);

    @TempDir
    private Path directory;

    private final SlowFileSystem files = new SlowFileSystem(new NioFileSystem(), DELAY);
    private final Queue<AppendReceipt> receipts = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean ended;

    /** A thread that does one thing over and over, and notes when it has seen that it was interrupted. */
    private final class Worker {
        private final AtomicBoolean sawFlag = new AtomicBoolean(true);
        private final Thread thread;

        Worker(Runnable call) {
            thread = Thread.ofPlatform().start(() -> {
                try {
                    while (!ended) {
                        call.run();
                        if (Thread.interrupted()) {
                            sawFlag.set(true);
                        }
                    }
                } catch (RuntimeException | AssertionError e) {
                    failure.compareAndSet(null, e);
                }
            });
        }

        boolean interrupt() {
            boolean due = sawFlag.compareAndSet(true, false);
            if (due) {
                thread.interrupt();
            }
            return due;
        }
    }

    @Test
    @Timeout(120)
    void interrupts_underAppendsReadsAndForces_areHarmlessAndKept() throws Exception {
        interrupt(10_000, 100);
    }

    @Test
    @Tag("long")
    void manyInterrupts_underAppendsReadsAndForces_areHarmlessAndKept() throws Exception {
        interrupt(100_000, 1_000);
    }

    private StoreConfig config() {
        return StoreConfig.builder(directory).fileSystem(files).codec(StoreConfig.RAW).segmentMaxBytes(4 << 20).build();
    }

    private void interrupt(int count, long insideEach) throws Exception {
        try (Store store = Store.open(config())) {
            for (int i = 0; i < 100; i++) {
                receipts.add(store.append(request(Durability.WRITTEN)));
            }
            interrupt(alone(store, Durability.WRITTEN), count / 3);
            interrupt(alone(store, Durability.DURABLE), count / 3);
            interrupt(everybody(store), count / 3 + 3);
            for (OperationKind kind : List.of(OperationKind.WRITE, OperationKind.FORCE, OperationKind.READ)) {
                assertThat(files.interruptsInside(kind)).as("inside a " + kind).isGreaterThanOrEqualTo(insideEach);
            }
            requireNothingLost(store);
        }
        try (Store again = Store.open(config())) {
            assertThat(again.openReport().cleanStart()).isTrue();
            requireNothingLost(again);
        }
    }

    private void interrupt(List<Runnable> calls, int count) throws InterruptedException {
        ended = false;
        List<Worker> workers = calls.stream().map(Worker::new).toList();
        SplittableRandom random = new SplittableRandom(17);
        for (int done = 0; done < count && failure.get() == null;) {
            done += workers.get(random.nextInt(workers.size())).interrupt() ? 1 : 0;
            LockSupport.parkNanos(random.nextInt(20_000));
        }
        ended = true;
        for (Worker worker : workers) {
            worker.thread.join();
        }
        assertThat(failure.get()).isNull();
    }

    /** One who appends and has no rival writes and forces by itself, so that interrupts land inside both. */
    private List<Runnable> alone(Store store, Durability durability) {
        return List.of(() -> receipts.add(store.append(request(durability))), () -> read(store));
    }

    private List<Runnable> everybody(Store store) {
        List<Runnable> workers = new ArrayList<>();
        workers.add(() -> receipts.add(store.append(request(Durability.DURABLE))));
        workers.add(() -> receipts.add(store.append(request(Durability.WRITTEN))));
        workers.add(() -> receipts.addAll(
                store.appendBatch(List.of(request(Durability.DURABLE), request(Durability.DURABLE)))));
        workers.add(() -> receipts.add(store.submit(request(Durability.DURABLE)).join()));
        workers.add(store::force);
        workers.add(() -> read(store));
        return workers;
    }

    private void read(Store store) {
        AppendReceipt known = receipts.peek();
        assertThat(store.get(known.id()).orElseThrow().sequence()).isEqualTo(known.sequence());
        assertThat(store.page(Region.ofEntity("entity"), PageRequest.newest(2)).events()).hasSize(2);
    }

    private void requireNothingLost(Store store) {
        for (AppendReceipt receipt : receipts) {
            assertThat(store.at(receipt.sequence()).orElseThrow().id()).isEqualTo(receipt.id());
        }
        assertThat(store.stream(Region.all(), 0).count()).isEqualTo(receipts.size());
        assertThat(store.verify().damages()).isEmpty();
    }

    private static AppendRequest request(Durability durability) {
        return AppendRequest.ofBytes(Coordinate.of("entity", "scope"), EventKind.DATA, Bytes.of(new byte[100]))
                .with(AppendOptions.builder().durability(durability).build());
    }
}
