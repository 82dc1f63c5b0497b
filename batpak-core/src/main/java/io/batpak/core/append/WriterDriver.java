package io.batpak.core.append;

import io.batpak.api.StoreConfig;
import io.batpak.api.StoreHealth;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.AppendRejectedException.Stage;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.OutcomeUnknownException;
import io.batpak.api.error.Rejection;
import io.batpak.api.spi.StoreClock;
import io.batpak.api.spi.StoreExecutor;
import io.batpak.core.append.AppendCommand.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/**
 * Decides who runs the {@link Writer} (D-10): a caller that finds the role free and the queue empty commits its own
 * request; everything else queues, and the writer thread takes what has queued, as late as it can, as one group.
 */
public final class WriterDriver {
    private final WriterRole role;
    private final WriterSupervisor supervisor;
    private final WriterQueue queue;
    private final StoreClock clock;
    private final int groupLimit;
    private final int drainLimit;
    private final long timeoutNanos;
    private final StoreExecutor.Worker thread;
    private final StoreHelper helper;

    public WriterDriver(
            WriterSupervisor supervisor,
            WriterRole role,
            StoreConfig config,
            StoreClock clock,
            StoreExecutor executor,
            StoreHelper helper,
            String threadName) {
        this.role = role;
        this.supervisor = supervisor;
        this.queue = new WriterQueue(config.queueMaxCount(), config.queueMaxBytes());
        this.clock = clock;
        this.groupLimit = config.groupLimit();
        this.drainLimit = config.drainLimit();
        this.timeoutNanos = config.commitTimeout().toNanos();
        this.helper = helper;
        this.thread = executor.start(threadName, config.writerStackBytes(), this::turn);
        supervisor.whenPoisoned(thread::wake); // whoever waits for the end of a fence
    }

    /** Commits the command and waits for it. */
    void execute(AppendCommand command) {
        if (driveAlone(command)) {
            return;
        }
        enqueue(command);
        if (!command.await(timeoutNanos, clock)) {
            giveUp(command);
        }
    }

    /** Queues the command; waits only while the queue is full. */
    void enqueue(AppendCommand command) {
        switch (queue.put(command, timeoutNanos)) {
            case QUEUED -> thread.wake();
            case CLOSED -> throw WriterState.closedRefusal();
            case FULL -> throw timedOut("the queue stayed full");
        }
    }

    /** Queues the command if there is room. */
    boolean tryEnqueue(AppendCommand command) {
        return switch (queue.offer(command)) {
            case QUEUED -> {
                thread.wake();
                yield true;
            }
            case CLOSED -> throw WriterState.closedRefusal();
            case FULL -> false;
        };
    }

    StoreHealth health() {
        return supervisor.health(queue.count(), queue.bytes());
    }

    /** Queues a force of everything written so far if there is room, for nobody who waits; says when it is answered. */
    boolean tryForce(Runnable whenDone) {
        if (queue.offer(AppendCommand.force(whenDone)) != WriterQueue.Offer.QUEUED) {
            return false;
        }
        thread.wake();
        return true;
    }

    /** Queues the end of a visibility fence, whether or not there is room, for nobody who waits. */
    void cancelLater(UUID fence) {
        if (queue.offerAlways(AppendCommand.fence(Purpose.CANCEL_FENCE, fence, () -> {
        }))) {
            thread.wake();
        }
    }

    /** Returns true while a visibility fence is open, which may be over at once. */
    boolean isFenced() {
        return supervisor.fences().isOpen();
    }

    int queuedCount() {
        return queue.count();
    }

    long queuedBytes() {
        return queue.bytes();
    }

    private boolean driveAlone(AppendCommand command) {
        boolean waitsForDisk = command.wantsDurable();
        if (waitsForDisk && Thread.currentThread().isVirtual() || !queue.isEmpty()) {
            return false;
        }
        if (waitsForDisk ? !role.tryAcquire() : !role.trySpinning()) {
            return false;
        }
        boolean mine = false;
        try {
            mine = queue.isEmpty() && !supervisor.isTurnDue() && command.take();
            if (mine) {
                supervisor.commit(List.of(command));
            }
        } finally {
            release();
        }
        return mine;
    }

    private void release() {
        List<AppendCommand> released = supervisor.fences().takeReleased();
        role.release();
        released.forEach(AppendCommand::complete);
        if (!queue.isEmpty() || supervisor.isTurnDue()) {
            thread.wake();
        }
        helper.wakeIfDue();
    }

    /** A turn of the writer thread: commits until nothing is queued. */
    private long turn() {
        List<AppendCommand> group = new ArrayList<>();
        while (!queue.isEmpty() || supervisor.isTurnDue()) {
            List<AppendCommand> released;
            role.acquire();
            try {
                supervisor.restartIfDue();
                queue.drainTo(group, groupLimit);
                supervisor.commit(group);
            } finally {
                group.removeIf(AppendCommand::isHeld); // from here on they are whoever's who ends the fence
                released = supervisor.fences().takeReleased();
                role.release();
            }
            released.forEach(AppendCommand::complete);
            group.forEach(AppendCommand::complete);
            group.clear();
            helper.wakeIfDue();
        }
        return StoreExecutor.UNTIL_WOKEN;
    }

    private void giveUp(AppendCommand command) {
        if (command.withdraw()) {
            throw timedOut("the writer did not come to it");
        }
        if (!command.await(1, clock)) {
            throw new OutcomeUnknownException(
                    "The commit did not end within " + timeoutNanos / 1_000_000
                            + " ms; the events may or may not be committed."
                            + " Look their ids up, or repeat the request with its keys.",
                    new TimeoutException("commit"),
                    command.ids(),
                    command.keys(),
                    false);
        }
    }

    private AppendRejectedException timedOut(String why) {
        return new AppendRejectedException(
                new Rejection.Refused(
                        ErrorCode.COMMIT_TIMEOUT,
                        "the request was withdrawn: " + why + " within " + timeoutNanos / 1_000_000
                                + " ms (commitTimeout); try again when there is less traffic"),
                Stage.ADMIT);
    }

    /**
     * Ends all writing (J-22): takes nothing more, commits what is queued up to the drain limit, cancels a visibility fence
     * that is open, commits {@code last}, and refuses the rest.
     */
    void close(AppendCommand last) throws java.io.IOException {
        queue.close();
        List<AppendCommand> drained = new ArrayList<>();
        List<AppendCommand> refused = new ArrayList<>();
        role.acquire();
        try {
            if (drainLimit > 0) {
                queue.drainTo(drained, drainLimit);
            }
            queue.drainTo(refused, 0);
            supervisor.restartIfDue();
            supervisor.commit(drained);
            refused.forEach(command -> command.fail(WriterState.closedRefusal()));
            supervisor.restartIfDue();
            cancelFence();
            supervisor.restartIfDue();
            if (last.take()) {
                supervisor.commit(List.of(last));
            }
            supervisor.end();
        } finally {
            drained.addAll(0, supervisor.fences().takeReleased());
            role.release();
            drained.forEach(AppendCommand::complete);
            refused.forEach(AppendCommand::complete);
        }
        thread.close();
    }

    private void cancelFence() {
        UUID open = supervisor.fences().token();
        if (open != null) {
            supervisor.commit(List.of(AppendCommand.fence(Purpose.CANCEL_FENCE, open, null)));
        }
    }

    /** Ends the writer thread; nothing was queued yet. */
    void abandon() {
        queue.close();
        thread.close();
    }
}
