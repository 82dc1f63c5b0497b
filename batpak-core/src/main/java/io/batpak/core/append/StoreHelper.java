package io.batpak.core.append;

import io.batpak.api.spi.LockAttempt;
import io.batpak.api.spi.StoreExecutor;
import io.batpak.core.frontier.FrontierFile;
import io.batpak.core.meta.Catalogue;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done beside the commits: the next segment is filled with zeros, {@code store.meta} is brought up to date, the
 * frontier file is forced when traffic pauses, forces are asked for in a {@link Cadence}, where one is set, and the lock
 * is looked after.
 */
public final class StoreHelper {
    private static final Logger LOG = LoggerFactory.getLogger(StoreHelper.class);
    private static final long QUIET = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long REST = TimeUnit.SECONDS.toNanos(1);

    private final SegmentRoll roll;
    private final Catalogue catalogue;
    private final FrontierFile frontierFile;
    private final WriterState state;
    private final LockAttempt.Lock lock;
    private final StoreExecutor.Worker worker;
    private volatile boolean idle = true;
    private volatile boolean resting;
    private volatile @Nullable Cadence cadence;
    private long seenNote;

    public StoreHelper(
            SegmentRoll roll,
            Catalogue catalogue,
            FrontierFile frontierFile,
            WriterState state,
            LockAttempt.Lock lock,
            StoreExecutor executor,
            String threadName) {
        this.roll = roll;
        this.catalogue = catalogue;
        this.frontierFile = frontierFile;
        this.state = state;
        this.lock = lock;
        this.seenNote = frontierFile.noteNumber();
        this.worker = executor.start(threadName, 0, this::turn);
    }

    /** Gives it a cadence to keep. */
    public void keep(Cadence given) {
        cadence = given;
    }

    /** Wakes the helper if there is something for it to do; called after each commit, and cheap when there is not. */
    void wakeIfDue() {
        Cadence kept = cadence;
        if (kept != null && kept.isDue()) {
            worker.wake();
        }
        if (resting) {
            return;
        }
        boolean notesToForce = idle && frontierFile.hasUnforcedNotes();
        if (notesToForce || roll.isPreparationDue() || catalogue.isBehind()) {
            idle = false;
            worker.wake();
        }
    }

    private long turn() {
        resting = false;
        if (state.isPoisoned()) {
            return StoreExecutor.UNTIL_WOKEN;
        }
        Cadence kept = cadence;
        long untilForce = kept == null ? StoreExecutor.UNTIL_WOKEN : kept.turn();
        return Math.min(untilForce, prepareAndNote());
    }

    private long prepareAndNote() {
        try {
            if (catalogue.isBehind()) {
                catalogue.save();
            }
            if (roll.isPreparationDue()) {
                roll.preparer().step();
                return 0;
            }
        } catch (Catalogue.SecondWriterException e) {
            state.poison("a second writer was here", e); // LOCK-09
            return StoreExecutor.UNTIL_WOKEN;
        } catch (IOException e) {
            LOG.warn("Work ahead of the next segment failed; commits do without it: {}", e.toString()); // LOG-1
            resting = true; // a full disk would fail it again after each commit
            return REST;
        }
        return forceNotesWhenQuiet();
    }

    /** Stops the writer if the lock file was exchanged under it (LOCK-05); a look that fails says nothing. */
    private boolean isStillLocked() {
        try {
            if (lock.isValid()) {
                return true;
            }
            state.poison("its lock file is another one by now", new IOException("the lock file was removed or replaced,"
                    + " so that a second writer can be here; run verify before you write again"));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private long forceNotesWhenQuiet() {
        if (!isStillLocked()) {
            return StoreExecutor.UNTIL_WOKEN;
        }
        long note = frontierFile.noteNumber();
        if (note != seenNote) {
            seenNote = note;
            return QUIET;
        }
        try {
            frontierFile.forceNotes();
        } catch (IOException e) {
            state.poison("the force of the frontier file failed", e);
        }
        return sleep();
    }

    private long sleep() {
        idle = true;
        return StoreExecutor.UNTIL_WOKEN;
    }

    /** Ends the helper's work and leaves {@code store.meta} as it is: the open failed. */
    void abandon() {
        worker.close();
        roll.close();
    }

    /** Ends the helper's work and brings {@code store.meta} up to date, if the medium lets it. */
    void close() {
        worker.close();
        roll.close();
        if (!state.isPoisoned()) {
            try {
                catalogue.save();
            } catch (IOException e) {
                LOG.warn("store.meta could not be brought up to date; the next open does it: {}", e.toString());
            }
        }
    }
}
