package io.batpak.core.check;

import org.jspecify.annotations.Nullable;

/**
 * What must come next in the log: which sequence, and which frame of a batch or of a fence. Where something was lost, the
 * next frame is believed as long as it does not lead back.
 */
final class LogOrder {
    private static final int MAX_COUNT = 1_000_000;

    private final FenceOrder fences = new FenceOrder();
    private long next;
    private long lost;
    private long generation;
    private boolean interrupted;
    private boolean open;
    private boolean whole;
    private long batchHigh;
    private long batchLow;
    private long batchFirst;
    private long count;
    private long index;

    /** Returns what is wrong with a sound header as that of the next segment; null if nothing. */
    @Nullable
    String objection(HeaderImage header) {
        if (header.generation() < generation) {
            return "its generation " + header.generation() + " is lower than " + generation + " before it";
        }
        return isNext(header.firstSequence())
                ? null
                : "its first sequence is " + header.firstSequence() + ", and " + next + " comes next";
    }

    /** Begins a segment. */
    void take(HeaderImage header) {
        generation = Math.max(generation, header.generation());
        skipTo(header.firstSequence());
        interrupted = false;
        open = false;
    }

    /** Returns what is wrong with a sound frame in this place; null if nothing. */
    @Nullable
    String objection(FrameView frame, EventView event) {
        if (frame.type() != FrameView.COMMIT && !isNext(frame.due())) {
            return "its sequence is " + frame.due() + ", and " + next + " comes next";
        }
        if (frame.type() == FrameView.BEGIN || frame.type() == FrameView.COMMIT) {
            String fault = boundaryFault(frame);
            if (fault != null || interrupted) {
                return fault;
            }
        }
        String objection = interrupted ? null : switch (frame.type()) {
            case FrameView.EVENT -> memberObjection(event);
            case FrameView.COMMIT -> commitObjection(frame);
            default -> open ? "a batch before it is not committed" : null;
        };
        return objection != null ? objection : fences.objection(frame, event);
    }

    private boolean isNext(long sequence) {
        return sequence == next || interrupted && sequence > next;
    }

    private static @Nullable String boundaryFault(FrameView frame) {
        long members = Integer.toUnsignedLong(frame.int32(44));
        return EventView.isZeroId(frame.bytes(), frame.at() + 28) || members < 1 || members > MAX_COUNT
                ? "its batch has no id, or an impossible number of events"
                : null;
    }

    private @Nullable String memberObjection(EventView event) {
        if (!open) {
            return event.inBatch() ? "it belongs to a batch that was not begun" : null;
        }
        if (!event.isMember(batchHigh, batchLow)) {
            return "a batch before it is not committed";
        }
        return whole && (index == count || event.batchIndex() != index)
                ? "it is number " + event.batchIndex() + " of its batch, and " + index + " of " + count + " comes next"
                : null;
    }

    private @Nullable String commitObjection(FrameView frame) {
        if (!open) {
            return "the batch that it commits was not begun";
        }
        boolean same = frame.int64(28) == batchHigh && frame.int64(36) == batchLow;
        boolean complete = !whole || index == count && frame.int32(44) == count && frame.sequence() == batchFirst;
        return same && complete ? null : "it commits another batch than the one before it";
    }

    /** Goes on behind a frame, whether or not there was an objection. */
    void take(FrameView frame, EventView event) {
        switch (frame.type()) {
            case FrameView.EVENT -> takeEvent(frame, event);
            case FrameView.BEGIN -> begin(frame);
            case FrameView.COMMIT -> {
                skipTo(frame.sequence() + Integer.toUnsignedLong(frame.int32(44)));
                open = false;
            }
            default -> {
                goTo(frame.due());
                open = false;
            }
        }
        fences.take(frame, event);
        interrupted = false;
    }

    private void begin(FrameView frame) {
        goTo(frame.sequence());
        open = true;
        whole = true;
        batchHigh = frame.int64(28);
        batchLow = frame.int64(36);
        batchFirst = frame.sequence();
        count = Integer.toUnsignedLong(frame.int32(44));
        index = 0;
    }

    private void takeEvent(FrameView frame, EventView event) {
        if (event.inBatch() && !(open && event.isMember(batchHigh, batchLow))) { // its BEGIN was lost
            whole = false;
            batchHigh = event.batchHigh();
            batchLow = event.batchLow();
            count = 0;
        }
        open = event.inBatch();
        index = event.batchIndex() + 1L;
        goTo(frame.sequence());
        next++;
    }

    /** Goes on with a sequence, even back: what leads back is reported once, not for each frame that follows. */
    private void goTo(long sequence) {
        skipTo(sequence);
        next = sequence;
    }

    /** Notes that something is missing here. */
    void interrupt() {
        interrupted = true;
        whole = false;
        fences.interrupt();
    }

    /** Notes that what comes next has this sequence: everything before it that was not there is lost. */
    void skipTo(long sequence) {
        if (sequence > next) {
            lost += sequence - next;
            next = sequence;
        }
    }

    /** Returns the sequence that comes next. */
    long next() {
        return next;
    }

    /** Returns how many events were lost so far. */
    long lost() {
        return lost;
    }

    /** Returns how many events so far are hidden, those of the fence that is open among them. */
    long hiddenEvents() {
        return fences.hiddenEvents();
    }

    /** Returns true between the first frame of a batch and its last. */
    boolean inBatch() {
        return open;
    }

    /** Returns true if all of the batch was there, up to here. */
    boolean isBatchWhole() {
        return whole;
    }

    /** Returns the sequence after the batch that is open, as far as that is known. */
    long batchEnd() {
        return open && count > 0 ? batchFirst + count : next;
    }
}
