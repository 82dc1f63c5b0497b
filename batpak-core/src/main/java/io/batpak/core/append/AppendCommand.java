package io.batpak.core.append;

import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.Durability;
import io.batpak.api.event.EventId;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.api.spi.StoreClock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A request to the holder of the writer role. It is answered exactly once; whoever waits for it sees the answer. That of
 * an append through a visibility fence is held back until the fence ends.
 */
final class AppendCommand {
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(AppendCommand.class, "state", State.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What is asked for. */
    enum Purpose {
        APPEND,
        FORCE,
        BEGIN_FENCE,
        COMMIT_FENCE,
        CANCEL_FENCE
    }

    private enum State {
        OPEN,
        TAKEN,
        WITHDRAWN,
        DONE
    }

    private static final PreparedEvent[] NO_EVENTS = {};
    private static final byte[] NO_TAILS = {};

    private final Purpose purpose;
    private final PreparedEvent[] events;
    private final @Nullable UUID batch;
    private final @Nullable UUID fence;
    private final Durability durability;
    private final long bytes;
    private final @Nullable Thread waiter;
    private final @Nullable Runnable whenDone;
    private byte[] tails;
    private volatile State state = State.OPEN;
    private @Nullable RuntimeException failure;
    private @Nullable List<Receipt> replays;
    private boolean durable;
    private boolean decided;
    private boolean held;

    /**
     * Makes an append.
     *
     * @param tails where the events' tails lie; the command's own until it is answered
     * @param batch the id of the batch that the events form; null for a single event
     * @param fence the visibility fence that it is made through; null for none
     * @param whenDone what to do with the answer; null if the current thread waits for it
     */
    AppendCommand(
            PreparedEvent[] events,
            byte[] tails,
            @Nullable UUID batch,
            @Nullable UUID fence,
            Durability durability,
            @Nullable Runnable whenDone) {
        this(Purpose.APPEND, events, tails, batch, fence, durability, whenDone);
    }

    private AppendCommand(
            Purpose purpose,
            PreparedEvent[] events,
            byte[] tails,
            @Nullable UUID batch,
            @Nullable UUID fence,
            Durability durability,
            @Nullable Runnable whenDone) {
        this.purpose = purpose;
        this.events = events;
        this.tails = tails;
        this.batch = batch;
        this.fence = fence;
        this.durability = durability;
        this.whenDone = whenDone;
        this.waiter = whenDone == null ? Thread.currentThread() : null;
        long sum = 0;
        for (PreparedEvent event : events) {
            sum += event.frameLength();
        }
        this.bytes = sum;
    }

    /** Returns one that waits for everything before it to be durable. */
    static AppendCommand force(@Nullable Runnable whenDone) {
        return new AppendCommand(Purpose.FORCE, NO_EVENTS, NO_TAILS, null, null, Durability.DURABLE, whenDone);
    }

    /** Returns one that begins or ends a visibility fence. The end is durable; the beginning need not be. */
    static AppendCommand fence(Purpose purpose, UUID token, @Nullable Runnable whenDone) {
        Durability wanted = purpose == Purpose.BEGIN_FENCE ? Durability.WRITTEN : Durability.DURABLE;
        return new AppendCommand(purpose, NO_EVENTS, NO_TAILS, null, token, wanted, whenDone);
    }

    Purpose purpose() {
        return purpose;
    }

    PreparedEvent[] events() {
        return events;
    }

    byte[] tails() {
        return tails;
    }

    @Nullable
    UUID batch() {
        return batch;
    }

    /** Returns the visibility fence that it is about, or made through; null for none. */
    @Nullable
    UUID fence() {
        return fence;
    }

    boolean isKeyed() {
        return events[0].key != null;
    }

    boolean wantsDurable() {
        return durability == Durability.DURABLE;
    }

    /** Returns how many bytes its frames take, those of a batch's markers left out. */
    long bytes() {
        return bytes;
    }

    /** Marks it as being worked on; returns false if it was withdrawn meanwhile. */
    boolean take() {
        return STATE.compareAndSet(this, State.OPEN, State.TAKEN);
    }

    /** Takes it back, unless somebody works on it already. */
    boolean withdraw() {
        return STATE.compareAndSet(this, State.OPEN, State.WITHDRAWN);
    }

    void fail(RuntimeException why) {
        failure = why;
        decided = true;
    }

    /** Holds the answer back. Its bytes are written and not needed any more. */
    void hold() {
        held = true;
        tails = NO_TAILS;
    }

    /** Returns true while its answer is held back. */
    boolean isHeld() {
        return held;
    }

    /** Answers the cancel of a visibility fence that is hidden, whatever became of the record that says so. */
    void hidden() {
        failure = null;
        decided = true;
    }

    /** Lets the answer go, which is known now. */
    void release() {
        held = false;
    }

    /** Returns true if it is known what to answer. */
    boolean isDecided() {
        return decided;
    }

    void replay(List<Receipt> receipts) {
        replays = receipts;
    }

    void committed(boolean isDurable) {
        durable = isDurable;
        decided = true;
    }

    /** Lets whoever waits go on, once, unless the answer is held back. Not under the writer role. */
    void complete() {
        if (held || STATE.getAndSet(this, State.DONE) == State.DONE) {
            return; // a fence's end may answer what is in the same group
        }
        if (whenDone != null) {
            whenDone.run();
        } else {
            LockSupport.unpark(waiter);
        }
    }

    /**
     * Waits for the answer. An interrupt does not end the wait, and the flag is set again afterwards (4a).
     *
     * @return false if the time was over first
     */
    boolean await(long timeoutNanos, StoreClock clock) {
        long begin = clock.monotonicNanos();
        boolean interrupted = false;
        try {
            while (state != State.DONE) {
                long left = timeoutNanos - (clock.monotonicNanos() - begin);
                if (left <= 0) {
                    return false;
                }
                LockSupport.parkNanos(this, left);
                interrupted |= Thread.interrupted(); // park returns at once while the flag is set
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns the receipts in order of the events, or throws the failure. */
    List<AppendReceipt> receipts() {
        if (failure != null) {
            throw failure;
        }
        List<AppendReceipt> receipts = new ArrayList<>(events.length);
        if (replays != null) {
            for (Receipt replay : replays) {
                receipts.add(durable ? replay.forced() : replay);
            }
            return receipts;
        }
        for (PreparedEvent event : events) {
            receipts.add(event.receipt(durable));
        }
        return receipts;
    }

    /** Returns the receipt of the only event, or throws the failure. */
    AppendReceipt receipt() {
        if (failure != null) {
            throw failure;
        }
        return replays == null ? events[0].receipt(durable) : receipts().get(0);
    }

    List<EventId> ids() {
        List<EventId> ids = new ArrayList<>();
        for (PreparedEvent event : events) {
            ids.add(event.id);
        }
        return ids;
    }

    List<IdempotencyKey> keys() {
        List<IdempotencyKey> keys = new ArrayList<>();
        for (PreparedEvent event : events) {
            if (event.key != null) {
                keys.add(Objects.requireNonNull(event.key));
            }
        }
        return keys;
    }
}
