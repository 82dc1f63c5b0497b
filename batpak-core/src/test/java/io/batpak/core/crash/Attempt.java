package io.batpak.core.crash;

import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.error.BatpakException;
import io.batpak.api.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One unit that was handed in, a single event or a batch, and what became of it. */
public final class Attempt {
    /** What is known about it. */
    public enum State {
        /** Handed in, and not answered, or answered with "may be committed". */
        OPEN,
        /** Answered with receipts that do not promise durability. */
        WRITTEN,
        /** Answered as durable, or found by a recovery. */
        DURABLE,
        /** Refused, or not found by a recovery: it must never be seen (again). */
        NEVER
    }

    public final List<AppendRequest> items;
    public final boolean batch;
    private State state;
    private List<AppendReceipt> receipts;
    private long generation;
    private @Nullable ErrorCode refusal;

    Attempt(List<AppendRequest> items, boolean batch) {
        this(items, batch, State.OPEN, List.of(), 0);
    }

    private Attempt(List<AppendRequest> items, boolean batch, State state, List<AppendReceipt> receipts,
            long generation) {
        this.items = List.copyOf(items);
        this.batch = batch;
        this.state = state;
        this.receipts = receipts;
        this.generation = generation;
    }

    Attempt copy() {
        return new Attempt(items, batch, state, receipts, generation);
    }

    public State state() {
        return state;
    }

    void become(State next) {
        state = next;
    }

    /** Notes that it was refused, or failed and was undone: it must never be seen. */
    void refuse(BatpakException why) {
        refusal = why.code();
        state = State.NEVER;
    }

    /** Returns the code of the refusal; null if it was not refused in this session. */
    public @Nullable ErrorCode refusal() {
        return refusal;
    }

    /** Notes the answer. */
    void acknowledge(List<AppendReceipt> answer, long inGeneration, boolean durable) {
        receipts = List.copyOf(answer);
        generation = inGeneration;
        if (durable || state != State.DURABLE) {
            state = durable ? State.DURABLE : State.WRITTEN;
        }
    }

    /** Notes that it was looked up after an answer that left it open: it is there. */
    void found(long inGeneration) {
        acknowledge(List.of(), inGeneration, false);
    }

    /** Returns what was answered; empty without an answer. */
    public List<AppendReceipt> receipts() {
        return receipts;
    }

    /** Returns the generation of the store that gave the receipts. */
    long generation() {
        return generation;
    }

    public boolean isKeyed() {
        return items.stream().allMatch(item -> item.options().key().isPresent());
    }

    @Override
    public String toString() {
        return state + " " + (batch ? "batch of " + items.size() : "event") + " " + items.getFirst().coordinate()
                + (refusal == null ? " with receipts " + receipts : " refused: " + refusal);
    }
}
