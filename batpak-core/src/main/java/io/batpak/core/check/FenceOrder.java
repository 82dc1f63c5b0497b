package io.batpak.core.check;

import org.jspecify.annotations.Nullable;

/**
 * Which visibility fence is open in the log, and which events it hides if nothing commits it (docs/format.md 3.6). A
 * fence reaches over segments. Where something was lost, a fence may have begun or ended: the next event or fence frame
 * says which one is open.
 */
final class FenceOrder {
    private long tokenHigh; // both halves are zero while no fence is open
    private long tokenLow;
    private long first = Findings.UNKNOWN;
    private long members;
    private long hidden;
    private boolean doubtful;

    /** Returns what is wrong with a sound frame in this place; null if nothing. */
    @Nullable
    String objection(FrameView frame, EventView event) {
        if (doubtful) {
            return null;
        }
        if (frame.type() == FrameView.EVENT) {
            if (event.inBatch() && event.batchIndex() > 0 && !isOpen(event.tokenHigh(), event.tokenLow())) {
                return "its batch began in another fence";
            }
            return event.isFenced() && !isOpen(event.tokenHigh(), event.tokenLow())
                    ? "it belongs to a fence that is not open"
                    : null;
        }
        return frame.isFenceEnd() && !(isOpen(frame) && (first == Findings.UNKNOWN || frame.sequence() == first))
                ? "it ends another fence than the one that is open"
                : null;
    }

    private boolean isOpen(FrameView frame) {
        return isOpen(frame.int64(28), frame.int64(36));
    }

    private boolean isOpen(long high, long low) {
        return tokenHigh == high && tokenLow == low;
    }

    /** Goes on behind a frame, whether or not there was an objection. */
    void take(FrameView frame, EventView event) {
        switch (frame.type()) {
            case FrameView.EVENT -> {
                if (!isOpen(event.tokenHigh(), event.tokenLow())) { // hides what is open, or its FENCE BEGIN was lost
                    turnTo(event.tokenHigh(), event.tokenLow(), Findings.UNKNOWN);
                }
                members += event.isFenced() ? 1 : 0;
            }
            case FrameView.FENCE_BEGIN -> turnTo(frame.int64(28), frame.int64(36), frame.sequence());
            case FrameView.FENCE_COMMIT -> {
                members = isOpen(frame) ? 0 : members;
                turnTo(0, 0, Findings.UNKNOWN);
            }
            case FrameView.FENCE_CANCEL -> turnTo(0, 0, Findings.UNKNOWN);
            default -> {
                return; // says nothing of fences
            }
        }
        doubtful = false;
    }

    /** Hides what is open and not committed. */
    private void turnTo(long high, long low, long firstSequence) {
        hidden += members;
        members = 0;
        tokenHigh = high;
        tokenLow = low;
        first = firstSequence;
    }

    /** Notes that something is missing here. */
    void interrupt() {
        doubtful = true;
    }

    /** Returns how many events so far are hidden, those of the fence that is open among them. */
    long hiddenEvents() {
        return hidden + members;
    }
}
