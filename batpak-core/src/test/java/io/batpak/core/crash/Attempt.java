package io.batpak.core.crash;

import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.BatpakException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.Rejection;
import java.util.List;
import java.util.OptionalLong;
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
        NEVER,
        /** Written through a visibility fence that was not committed: it may be in the log, and must never be seen. */
        HIDDEN
    }

    public final List<AppendRequest> items;
    public final boolean batch;
    final long fence;
    private boolean showable;
    private State state;
    private List<AppendReceipt> receipts;
    private long generation;
    private @Nullable BatpakException refusal;

    Attempt(List<AppendRequest> items, boolean batch) {
        this(items, batch, 0);
    }

    /** Makes one that is handed in through the visibility fence of this number; 0 is none. */
    Attempt(List<AppendRequest> items, boolean batch, long fence) {
        this.items = List.copyOf(items);
        this.batch = batch;
        this.fence = fence;
        this.showable = fence == 0;
        this.state = State.OPEN;
        this.receipts = List.of();
    }

    Attempt copy() {
        Attempt copy = new Attempt(items, batch, fence);
        copy.showable = showable;
        copy.state = state;
        copy.receipts = receipts;
        copy.generation = generation;
        return copy;
    }

    /** Returns true if it may be seen: it was not handed in through a fence, or somebody asked for the fence's commit. */
    boolean isShowable() {
        return showable;
    }

    /** Returns true if it may be in the log and hidden. */
    public boolean mayBeHidden() {
        return fence != 0 && (state == State.HIDDEN || state == State.OPEN);
    }

    /** Notes whether its fence's commit was asked for. */
    void mayBeShown(boolean shown) {
        showable = shown;
    }

    public State state() {
        return state;
    }

    void become(State next) {
        state = next;
    }

    /** Notes that it was refused, or failed and was undone: it must never be seen. */
    void refuse(BatpakException why) {
        refusal = why;
        state = State.NEVER;
    }

    /** Returns the code of the refusal; null if it was not refused in this session. */
    public @Nullable ErrorCode refusal() {
        return refusal == null ? null : refusal.code();
    }

    /** Returns the revision that an expectation should have named; empty if it was met, or there is no event. */
    public OptionalLong actualRevision() {
        return refusal instanceof AppendRejectedException rejected
                && rejected.rejection() instanceof Rejection.ExpectationFailed failed ? failed.actual()
                        : OptionalLong.empty();
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
        return state + (fence == 0 ? " " : showable ? " shown " : " fenced ")
                + (batch ? "batch of " + items.size() : "event") + " " + items.getFirst().coordinate()
                + (refusal == null ? " with receipts " + receipts : " refused: " + refusal.code());
    }
}
