package io.batpak.core.append;

import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.ErrorCode;
import io.batpak.core.append.AppendCommand.Purpose;
import io.batpak.core.frontier.FenceLedger;
import io.batpak.core.frontier.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The open visibility fence: who may append while it is there, and the answers that wait for its end (FEN-3, FEN-6). The
 * holder of the writer role decides about both (J-9), so no request slips past a fence that begins. Belongs to the
 * holder of the writer role, but for {@link #isOpen}.
 */
final class FenceGate {
    private final FenceLedger ledger;
    private final List<AppendCommand> held = new ArrayList<>();
    private List<AppendCommand> released = new ArrayList<>();
    private long first;
    private boolean commitInDoubt;
    private volatile @Nullable UUID open;

    FenceGate(FenceLedger ledger) {
        this.ledger = ledger;
    }

    /** Returns true if a fence is open. For any thread, for which it may be over at once. */
    boolean isOpen() {
        return open != null;
    }

    /** Returns the token of the open fence; null if none is open. */
    @Nullable
    UUID token() {
        return open;
    }

    /** Returns true if the command is about the open fence. */
    boolean isOf(AppendCommand command) {
        UUID current = open;
        return current != null && current.equals(command.fence());
    }

    /** Returns the sequence of the open fence's first event. */
    long first() {
        return first;
    }

    /** Returns why the command is not admitted; null if it is. */
    @Nullable
    AppendRejectedException refusal(AppendCommand command) {
        UUID current = open;
        UUID wanted = command.fence();
        if (command.purpose() == Purpose.FORCE || current == null && wanted == null) {
            return null;
        }
        if (wanted == null || command.purpose() == Purpose.BEGIN_FENCE) {
            return current == null ? null : CommitFailures.refused(
                    ErrorCode.VISIBILITY_FENCE_ACTIVE,
                    "a visibility fence is open, and only what is appended through it is taken; wait until it ends");
        }
        return wanted.equals(current) ? null : CommitFailures.refused(
                ErrorCode.VISIBILITY_FENCE_NOT_ACTIVE,
                "the visibility fence has ended; begin a new one");
    }

    /** Returns true if the command is an append through the open fence. */
    boolean covers(AppendCommand command) {
        return command.purpose() == Purpose.APPEND && isOf(command);
    }

    /** Holds the answer back until the fence ends. */
    void hold(AppendCommand command) {
        command.hold();
        held.add(command);
    }

    /** Begins or ends the fence, as the command says, which is written; lets go what waited for that. */
    void settle(AppendCommand command, long events) {
        switch (command.purpose()) {
            case BEGIN_FENCE -> {
                UUID token = java.util.Objects.requireNonNull(command.fence());
                ledger.begin(token, events);
                first = events;
                open = token;
            }
            case COMMIT_FENCE -> {
                ledger.commit();
                releaseReceipts();
            }
            default -> cancel(events);
        }
    }

    /** Ends the fence without a commit: what was written through it is hidden for ever. */
    void cancel(long events) {
        ledger.hide(events);
        release(command -> CommitFailures.refused(
                ErrorCode.VISIBILITY_FENCE_CANCELLED,
                "the visibility fence ended without a commit, so the event is never visible;"
                        + " append it again, with a new key, if it should be"));
    }

    /** Notes that the record of the commit may be in the log, until a restart has looked. */
    void doubtCommit() {
        commitInDoubt = true;
    }

    /** Ends the fence because the writer writes no more: whether it is committed is in doubt, or it is not. */
    void end(long events, Function<AppendCommand, RuntimeException> inDoubt) {
        if (commitInDoubt) {
            lose(events, inDoubt);
        } else {
            cancel(events);
        }
    }

    /** Ends the fence of which nobody knows whether it is committed: it cannot be seen in this session. */
    void lose(long events, Function<AppendCommand, RuntimeException> answer) {
        ledger.hide(events);
        release(answer);
    }

    /** Ends the fence, if one is open, as a restart found it in the log: committed, or not (J-25). */
    void recovered(long events) {
        if (open == null) {
            ledger.hide(events); // it began, and nobody was told
        } else if (ledger.open() == null && !ledger.hides(first)) {
            releaseReceipts();
        } else {
            cancel(events);
        }
    }

    private void releaseReceipts() {
        for (AppendCommand command : held) {
            command.committed(true);
        }
        end();
    }

    private void release(Function<AppendCommand, RuntimeException> why) {
        for (AppendCommand command : held) {
            command.fail(why.apply(command));
        }
        end();
    }

    private void end() {
        held.forEach(AppendCommand::release);
        released.addAll(held);
        held.clear();
        commitInDoubt = false;
        open = null;
    }

    /** Returns what can be seen of so many events. */
    Visibility visibility(long events) {
        return ledger.visibility(events);
    }

    /** Takes the commands whose answers were let go; they are to be completed when the role is given back. */
    List<AppendCommand> takeReleased() {
        if (released.isEmpty()) {
            return List.of();
        }
        List<AppendCommand> taken = released;
        released = new ArrayList<>();
        return taken;
    }
}
