package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.event.Region;
import io.batpak.core.disk.NioFileSystem;
import io.batpak.testkit.ForceGate;
import io.batpak.testkit.GatedFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand virtual threads append at the same time, each several times, to a store on a disk (D-10). All are answered,
 * in one order. Nobody starves: who is queued is served before anybody who comes later, so that no thread gets its next
 * append ahead of the first of another, once all are queued. And none of them holds its carrier while it waits.
 */
@Timeout(120)
class VirtualThreadsTest {
    private static final int THREADS = 10_000;
    private static final int EACH = 3;

    @TempDir
    private Path directory;

    /** To wait while a class is initialized holds the carrier: a sign of life of the recording. */
    private static final class Pinning {
        static {
            LockSupport.parkNanos(1_000_000);
        }

        static void begin() {}
    }

    @Test // W-002, W-090, W-091, D-10
    void appends_ofTenThousandThreads_areServedInTurn() throws Exception {
        GatedFileSystem files = new GatedFileSystem(new NioFileSystem());
        StoreConfig config = StoreConfig.builder(directory.resolve("store")).fileSystem(files).codec(StoreConfig.RAW)
                .executor(new QuietHelper()).queueMaxCount(THREADS).groupLimit(64).build();
        List<Future<List<AppendReceipt>>> threads = new ArrayList<>();
        try (Recording pinned = new Recording();
                Store store = Store.open(config);
                ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
                ForceGate gate = files.holdForces()) {
            pinned.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ZERO).withStackTrace();
            pinned.start();
            virtual.submit(Pinning::begin).get();
            CompletableFuture<AppendReceipt> held = store.submit(Requests.event("held"));
            gate.awaitHeld();
            for (int i = 0; i < THREADS; i++) {
                threads.add(virtual.submit(() -> appendInARow(store)));
            }
            while (store.health().queuedCount() < THREADS) {
                Thread.onSpinWait();
            }
            gate.release();
            long first = held.join().sequence() + 1;
            requireTurns(threads, first);
            assertThat(store.stream(Region.all(), first).count()).isEqualTo((long) THREADS * EACH);
            pinned.stop();
            requireNonePinned(pinned);
        }
    }

    private static List<AppendReceipt> appendInARow(Store store) {
        List<AppendReceipt> receipts = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            receipts.add(store.append(Requests.event("virtual")));
        }
        return receipts;
    }

    private static void requireTurns(List<Future<List<AppendReceipt>>> threads, long first) throws Exception {
        boolean[] taken = new boolean[THREADS * EACH];
        for (Future<List<AppendReceipt>> thread : threads) {
            assertThat(thread.get()).allMatch(AppendReceipt::durable);
            List<Long> sequences = thread.get().stream().map(AppendReceipt::sequence).toList();
            assertThat(sequences).isSorted();
            assertThat(sequences.getFirst()).as("ahead of all second ones").isLessThan(first + THREADS);
            for (long sequence : sequences) {
                int place = (int) (sequence - first);
                assertThat(taken[place]).as("sequence %s, once", sequence).isFalse();
                taken[place] = true;
            }
        }
    }

    private void requireNonePinned(Recording recording) throws IOException {
        Path file = directory.resolve("pinned.jfr");
        recording.dump(file);
        List<RecordedFrame> frames = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getStackTrace() != null)
                .flatMap(event -> event.getStackTrace().getFrames().stream()).toList();
        List<String> ours = frames.stream().map(frame -> frame.getMethod().getType().getName())
                .filter(type -> type.startsWith("io.batpak.")).toList();
        assertThat(ours).as("the recording works").contains(Pinning.class.getName());
        assertThat(ours).filteredOn(type -> !type.startsWith(getClass().getName())).isEmpty();
    }
}
