package io.batpak.core.frontier;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The visibility fences of a log, as far as it was read or written: which one is open, and what the others left hidden
 * (docs/format.md 3.6). Whoever appends to the index keeps it: a reader of the log, then the holder of the writer role.
 */
public final class FenceLedger {
    private @Nullable UUID open;
    private long first;
    private HiddenRanges hidden = HiddenRanges.NONE;

    /** Returns the token of the open fence; null if none is open. */
    public @Nullable UUID open() {
        return open;
    }

    /** Returns the sequence of the open fence's first event, whether or not there is one yet. */
    public long first() {
        return first;
    }

    /** Opens a fence at a sequence; one that is open ends there, hidden. */
    public void begin(UUID token, long sequence) {
        hide(sequence);
        open = token;
        first = sequence;
    }

    /** Ends the open fence: its events can be seen. */
    public void commit() {
        open = null;
    }

    /** Ends the open fence, if there is one, ahead of a sequence: its events are hidden. */
    public void hide(long next) {
        if (open != null) {
            open = null;
            if (next > first) {
                hidden = hidden.and(first, next);
            }
        }
    }

    /** Returns true if the event of a sequence is hidden for ever. */
    public boolean hides(long sequence) {
        return hidden.contains(sequence);
    }

    /**
     * Returns what can be seen of so many events: up to where the open fence begins, and not the hidden ones at the end
     * either, so that the bound moves with what can be seen (FEN-8).
     */
    public Visibility visibility(long events) {
        long bound = open == null ? events : first;
        return hidden.isEmpty() ? Visibility.ofAll(bound) : new Visibility(hidden.descend(bound - 1) + 1, hidden);
    }
}
