package io.batpak.core.append;

import static io.batpak.core.Interleavings.explore;
import static io.batpak.core.Interleavings.require;
import static io.batpak.core.Interleavings.together;

import io.batpak.api.StoreConfig;
import io.batpak.api.append.KeyRetention;
import io.batpak.api.append.RestartPolicy;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreClock;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.core.frontier.FenceLedger;
import io.batpak.core.frontier.FrontierFile;
import io.batpak.core.frontier.Visibility;
import io.batpak.core.frontier.Watermarks;
import io.batpak.core.index.EventIndex;
import io.batpak.core.meta.Catalogue;
import io.batpak.core.meta.StoreMeta;
import io.batpak.core.plugins.Sha256Provider;
import io.batpak.core.segment.Segments;
import io.batpak.core.time.ThreadExecutor;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.SeededRandom;
import io.batpak.testkit.SteppedExecutor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whoever asks the driver for something is answered exactly once, committed or refused (W-090), while others ask, the
 * writer thread takes turns, and the store is closed (J-22). What is asked for are forces of an empty log, which go the
 * whole way through queue, role and group, and touch no file: of the disk nothing is decided here.
 */
@Tag("interleavings")
@Tag("long")
class WriterDriverInterleavingsTest {
    private static final StoreClock STOPPED = new StoreClock() {
        @Override
        public long wallMicros() {
            return 0;
        }

        @Override
        public long monotonicNanos() {
            return 0;
        }
    };

    private final Sha256Provider hash = new Sha256Provider();
    private final StoreMeta meta = new StoreMeta(
            new UUID(1, 2), new UUID(3, 4), 0, 1 << 20, 0, "sha-256", "raw", 0, List.of());
    private final Segments segments = new Segments();
    private final EventIndex index = new EventIndex();
    private final FrontierFile frontier;
    private final SegmentRoll roll;
    private final StoreHelper helper;

    /** Makes what no scenario changes. */
    WriterDriverInterleavingsTest() throws IOException {
        StoreDirectory directory = new MemoryFileSystem().open(Requests.DIRECTORY, StoreAccess.READ_WRITE);
        frontier = FrontierFile.open(directory, meta.lineage(), meta.token(), List.of());
        Catalogue catalogue = new Catalogue(directory, meta, List.of(), 0);
        roll = new SegmentRoll(new SegmentRoll.Surroundings(directory, meta, hash, new SeededRandom(1), segments,
                catalogue, frontier, StoreAccess.READ_WRITE, CommitSteps.NONE), 0, null);
        WriterState state = new WriterState(new Watermarks(0, Visibility.ofAll(0), new TreeMap<>(), STOPPED));
        helper = new StoreHelper(roll, catalogue, frontier, state, () -> {}, new SteppedExecutor(), "helper");
    }

    private WriterDriver driver(StoreConfig config) {
        WriterRole role = new WriterRole();
        Watermarks watermarks = new Watermarks(0, Visibility.ofAll(0), new TreeMap<>(), STOPPED);
        WriterState state = new WriterState(watermarks);
        Writer writer = new Writer(
                new WriterSurroundings(meta.lineage(), role, state, index, new FenceLedger(), segments,
                        watermarks, () -> {}, roll, frontier, STOPPED, hash, ForceMode.DATA, KeyRetention.standard(),
                        CommitSteps.NONE));
        WriterSupervisor supervisor = new WriterSupervisor(
                writer, state, RestartPolicy.once(), STOPPED, segment -> Optional.empty());
        return new WriterDriver(supervisor, role, config, STOPPED, new ThreadExecutor(), helper, "writer");
    }

    /** A request, and how often it was answered. */
    private static final class Asked {
        private final AtomicInteger answers = new AtomicInteger();
        private AppendCommand command;
        private boolean refusedAtOnce;

        /** Asks, and does not wait. */
        void submit(WriterDriver driver) {
            command = AppendCommand.force(answers::incrementAndGet);
            try {
                driver.enqueue(command);
            } catch (StoreUnavailableException e) {
                refusedAtOnce = e.code() == ErrorCode.STORE_CLOSED;
            }
        }

        /** Asks, and waits for the answer, or commits it itself. */
        void execute(WriterDriver driver) {
            command = AppendCommand.force(null);
            try {
                driver.execute(command);
                answers.incrementAndGet();
            } catch (StoreUnavailableException e) {
                refusedAtOnce = e.code() == ErrorCode.STORE_CLOSED;
            }
        }

        /** Returns true if it was committed; fails unless it was that or refused, and told so once. */
        boolean isCommitted() {
            require(answers.get() == (refusedAtOnce ? 0 : 1), answers.get() + " answers");
            if (refusedAtOnce) {
                return false;
            }
            require(command.isDecided(), "decided");
            try {
                command.receipts();
                return true;
            } catch (StoreUnavailableException e) {
                require(e.code() == ErrorCode.STORE_CLOSED, "refused because the store is closed");
                return false;
            }
        }
    }

    private static void close(WriterDriver driver) {
        AppendCommand last = AppendCommand.force(null);
        try {
            driver.close(last);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        require(last.isDecided(), "the last one is decided");
    }

    private static StoreConfig config(int drainLimit) {
        return Requests.config(new MemoryFileSystem()).drainLimit(drainLimit).build();
    }

    @Test // W-090
    void requests_ofTwoWhoMayDrive_areCommitted() {
        StoreConfig config = config(1);
        explore(() -> {
            WriterDriver driver = driver(config);
            Asked one = new Asked();
            Asked two = new Asked();
            together(List.of(driver, one, two), () -> one.execute(driver), () -> two.execute(driver));
            require(one.isCommitted() && two.isCommitted(), "both committed");
            close(driver);
        });
    }

    @Test // W-090, J-22
    void requests_againstAClose_areAnsweredOnce() {
        StoreConfig config = config(0);
        explore(() -> {
            WriterDriver driver = driver(config);
            Asked one = new Asked();
            Asked two = new Asked();
            together(List.of(driver, one, two), () -> {
                one.submit(driver);
                two.execute(driver);
            }, () -> close(driver));
            one.isCommitted();
            two.isCommitted();
            require(driver.queuedCount() == 0, "nothing is left behind");
        });
    }
}
