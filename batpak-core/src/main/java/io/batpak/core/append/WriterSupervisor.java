package io.batpak.core.append;

import io.batpak.api.StoreHealth;
import io.batpak.api.append.RestartPolicy;
import io.batpak.api.spi.StoreClock;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers for a commit that ended in a failure that nobody foresaw, and starts the writer again (WRT-21 to WRT-24, J-25).
 * As long as not a byte of a group is written, the group is refused and nothing else happens. After that the end of the
 * log is uncertain: its callers learn that, and the writer goes on only behind an end that was read again, as an open
 * reads it. For the holder of the writer role.
 */
public final class WriterSupervisor {
    private static final Logger LOG = LoggerFactory.getLogger(WriterSupervisor.class);

    private final Writer writer;
    private final WriterState state;
    private final RestartBudget budget;
    private final TailRecovery tail;
    private volatile @Nullable Throwable due;

    public WriterSupervisor(
            Writer writer, WriterState state, RestartPolicy policy, StoreClock clock, TailRecovery tail) {
        this.writer = writer;
        this.state = state;
        this.budget = new RestartBudget(policy, clock);
        this.tail = tail;
    }

    /** Commits a group. It is answered whatever happens; afterwards a restart may be due. */
    void commit(List<AppendCommand> group) {
        try {
            writer.commit(group);
        } catch (RuntimeException | Error e) {
            Doubt doubt = writer.abandon(group);
            decide(doubt, e);
            answer(group, doubt, e);
        } finally {
            endFenceIfPoisoned();
        }
    }

    private void endFenceIfPoisoned() {
        if (state.isPoisoned()) {
            state.cause().ifPresent(writer::endFence);
        }
    }

    private void decide(Doubt doubt, Throwable why) {
        switch (doubt) {
            case NONE -> LOG.error("The writer failed before it wrote anything; the group was refused", why); // LOG-1
            case LOG -> {
                if (budget.take()) {
                    due = why;
                } else {
                    state.poison("it failed unexpectedly, and its restarts are used up (" + budget.text() + ")", why);
                }
            }
            case INDEX -> state.poison("it failed unexpectedly while events were indexed", why);
        }
    }

    private void answer(List<AppendCommand> group, Doubt doubt, Throwable why) {
        for (AppendCommand command : group) {
            if (command.isDecided() || command.isHeld()) {
                continue;
            }
            if (doubt == Doubt.NONE) {
                command.fail(CommitFailures.writerFailed(why));
            } else if (writer.fences().covers(command)) {
                writer.fences().hold(command); // the fence ends with this, so it is never visible
            } else {
                command.fail(CommitFailures.writerFailed(command, why, state.isPoisoned()));
                if (command.purpose() == AppendCommand.Purpose.COMMIT_FENCE && writer.fences().isOf(command)) {
                    writer.fences().doubtCommit();
                }
            }
        }
    }

    /** Returns true if the writer thread has something to do that nobody queued: a restart, or to end a fence. */
    boolean isTurnDue() {
        return due != null || state.isPoisoned() && writer.fences().isOpen();
    }

    /** Runs it once, if the writer is poisoned; it must not wait. */
    void whenPoisoned(Runnable action) {
        state.whenPoisoned(action);
    }

    FenceGate fences() {
        return writer.fences();
    }

    /**
     * Starts the writer again, if that is due, and nothing poisoned it meanwhile. On the writer thread, or on that of a
     * close, but not where it failed: that may be the thread's own fault, its stack used up for example.
     */
    void restartIfDue() {
        Throwable why = due;
        if (why == null) {
            return;
        }
        if (state.isPoisoned()) {
            due = null;
            return;
        }
        try {
            writer.recover(tail);
            LOG.warn("The writer was started again after an unexpected failure, {}", budget.text(), why); // LOG-1
        } catch (IOException | RuntimeException | Error e) {
            why.addSuppressed(e);
            state.poison("it could not be started again", why);
        } finally {
            due = null;
            endFenceIfPoisoned();
        }
    }

    /** Returns the state of writing now. For any thread. */
    StoreHealth health(int queuedCount, long queuedBytes) {
        return new WriterHealth(
                state.cause().map(Throwable::toString),
                budget.total(),
                queuedCount,
                queuedBytes,
                writer.commitCount(),
                writer.forceCount());
    }

    /** Ends all writing: notes a clean end, if there is one. */
    void end() throws IOException {
        restartIfDue();
        writer.noteCleanEnd();
        state.close();
    }
}
