package io.batpak.core.crash;

import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import java.util.List;

/** One unit that was handed in, a single event or a batch, and what became of it. */
final class Attempt {
    /** What is known about it. */
    enum State {
        /** Handed in, and not answered, or answered with "may be committed". */
        OPEN,
        /** Answered with receipts that do not promise durability. */
        WRITTEN,
        /** Answered as durable, or found by a recovery. */
        DURABLE,
        /** Refused, or not found by a recovery: it must never be seen (again). */
        NEVER
    }

    final List<AppendRequest> items;
    final boolean batch;
    private State state;
    private List<AppendReceipt> receipts;
    private long generation;

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

    State state() {
        return state;
    }

    void become(State next) {
        state = next;
    }

    /** Notes the answer. */
    void acknowledge(List<AppendReceipt> answer, long inGeneration, boolean durable) {
        receipts = List.copyOf(answer);
        generation = inGeneration;
        if (durable || state != State.DURABLE) {
            state = durable ? State.DURABLE : State.WRITTEN;
        }
    }

    /** Returns what was answered; empty without an answer. */
    List<AppendReceipt> receipts() {
        return receipts;
    }

    /** Returns the generation of the store that gave the receipts. */
    long generation() {
        return generation;
    }

    boolean isKeyed() {
        return items.stream().allMatch(item -> item.options().key().isPresent());
    }

    @Override
    public String toString() {
        return state + " " + (batch ? "batch of " + items.size() : "event") + " " + items.getFirst().coordinate()
                + " with receipts " + receipts;
    }
}
