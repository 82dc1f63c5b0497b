package io.batpak.core.check;

import io.batpak.api.error.ErrorCode;
import io.batpak.api.spi.HashProvider.Hasher;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A walk over the frames of one segment. A frame that is not what was written is reported once, with where it begins;
 * the walk goes on behind it, or at the next place where the check of a frame's header holds: salt and place are in
 * that check, so nothing inside a payload passes for a frame. Where a unit is neither whole nor witnessed, the log ends
 * (D-24, docs/format.md 6).
 */
final class SegmentWalk {
    /** Takes the sound frames, in order. */
    interface Visitor {
        /** A frame; the event is read from it if it is one. */
        void frame(FrameView frame, EventView event);

        /** A single frame, or a batch with its COMMIT, ends. */
        void unitEnds(boolean durable);
    }

    private final Window window;
    private final SegmentExtent extent;
    private final LogOrder order;
    private final Findings findings;
    private final Visitor visitor;
    private final SealLedger ledger;
    private final FrameView frame;
    private final EventView event = new EventView();
    private long at = HeaderImage.LENGTH;
    private long unit = at;
    private long end;
    private long witness;
    private boolean intact;
    private boolean told;
    private boolean sealed;

    /** @param hasher for the digest in the seal record; null if that is not to be looked at */
    SegmentWalk(
            Window window,
            SegmentExtent extent,
            LogOrder order,
            Findings findings,
            Visitor visitor,
            @Nullable Hasher hasher) {
        this.window = window;
        this.extent = extent;
        this.order = order;
        this.findings = findings;
        this.visitor = visitor;
        this.ledger = new SealLedger(hasher);
        this.frame = new FrameView(window, extent.header().salt());
        this.intact = extent.isHeaderSound();
        this.told = !intact;
    }

    /** Walks to the segment's end, or to the log's. */
    void run() throws IOException {
        end = window.fileLength();
        witness = extent.isLast() ? Math.max(extent.witness(), forcedInFrames()) : Long.MAX_VALUE;
        while (at < end && !sealed && (at != extent.logEnd() || isSealAhead())) {
            String fault = frame.fault(at, end);
            boolean unsupported = false;
            if (fault == null && frame.type() == FrameView.EVENT) {
                fault = event.fault(frame);
                unsupported = event.isUnsupported();
            }
            String objection = fault == null ? order.objection(frame, event) : null;
            if ((fault != null || objection != null) && unit >= witness && !unsupported) {
                return;
            }
            if (fault != null) {
                at = lose(fault, unsupported);
                unit = at;
            } else {
                if (objection != null) {
                    findings.damage(ErrorCode.CHAIN_BROKEN, extent.name(), unit, frame.sequence(), objection);
                    order.interrupt();
                }
                take();
            }
        }
        if (!sealed && !told && unit < witness) {
            findings.damage(endCode(), extent.name(), unit, missing(extent.nextSequence()),
                    "the segment ends here, without a seal record, and was known to go on");
            order.interrupt();
            intact = false;
        }
    }

    /** Returns up to where the frames say that the segment was forced, also those behind a hole. */
    private long forcedInFrames() throws IOException {
        long forced = 0;
        long limit = Math.min(end, extent.logEnd());
        for (long place = at; place < limit;) {
            boolean holds = frame.headerHolds(place);
            forced = holds && frame.forced() <= place ? Math.max(forced, frame.forced()) : forced;
            place += holds ? frame.length() : 8;
        }
        window.forget(); // what witnesses was read first, so a writer beside us cannot be ahead of what is read now
        return forced;
    }

    private boolean isSealAhead() throws IOException {
        return frame.fault(at, end) == null && frame.type() == FrameView.SEAL;
    }

    /** Reports what is lost at this place, and returns where to go on. */
    private long lose(String fault, boolean unsupported) throws IOException {
        boolean headed = frame.headerHolds(at);
        boolean isEvent = headed && frame.type() == FrameView.EVENT;
        boolean isSeal = headed && frame.type() == FrameView.SEAL;
        long resume = Math.min(end, headed ? at + frame.length() : nextFrame());
        long sequence = Findings.UNKNOWN;
        if (isEvent) {
            sequence = frame.sequence();
            order.skipTo(sequence + 1);
        } else if (!headed) {
            boolean known = resume < end && frame.type() != FrameView.COMMIT;
            long next = known ? frame.sequence() : resume < end ? order.batchEnd() : extent.nextSequence();
            sequence = missing(next);
            order.skipTo(next);
        }
        order.interrupt();
        intact = false;
        if (!told) {
            boolean isFrame = headed && !isSeal || resume < end || sequence >= 0;
            ErrorCode code = isFrame ? ErrorCode.FRAME_DAMAGED : ErrorCode.SEGMENT_DAMAGED;
            findings.damage(
                    unsupported ? ErrorCode.FORMAT_UNSUPPORTED : extent.isLast() ? endCode() : code,
                    extent.name(),
                    extent.isLast() ? unit : at,
                    sequence,
                    (isFrame ? "the frame at " : "the seal record at ") + at + " is not what was written: " + fault);
        }
        told = resume >= end;
        return resume;
    }

    private ErrorCode endCode() {
        return extent.isLast() ? ErrorCode.DURABLE_DATA_DAMAGED : ErrorCode.SEGMENT_DAMAGED;
    }

    private long nextFrame() throws IOException {
        long place = at + 8;
        while (place < end && !frame.headerHolds(place)) {
            place += 8;
        }
        return place;
    }

    /** Returns the first sequence that is missing if {@code next} is what comes after a hole. */
    private long missing(long next) {
        return next > order.next() ? order.next() : Findings.UNKNOWN;
    }

    private void take() throws IOException {
        told = false;
        order.take(frame, event);
        visitor.frame(frame, event);
        if (frame.type() == FrameView.SEAL) {
            sealed = true;
            seal();
        } else {
            ledger.add(frame);
        }
        at += frame.length();
        if (!order.inBatch() || !order.isBatchWhole()) { // of a batch that is known to be broken each event counts
            unit = at;
            visitor.unitEnds(at <= witness);
        }
        if (sealed && at < end) {
            end = window.fileLength(); // a writer beside us may have cut it meanwhile
            if (at < end && !extent.isLast()) {
                findings.damage(ErrorCode.SEGMENT_DAMAGED, extent.name(), at, Findings.UNKNOWN,
                        "the file goes on behind its seal record");
            }
        }
    }

    /** Compares the seal record with what was met before it. */
    private void seal() {
        if (!ledger.isShaped(frame) || intact && !ledger.isAgreed(frame, extent.header())) {
            findings.damage(ErrorCode.SEGMENT_DAMAGED, extent.name(), at, Findings.UNKNOWN,
                    "the seal record does not agree with the frames before it");
            intact = false;
        } else if (intact && !ledger.isDigestRight()) {
            findings.damage(ErrorCode.SEGMENT_DAMAGED, extent.name(), HeaderImage.LENGTH, Findings.UNKNOWN,
                    "the frames from here on are not those that were sealed: the seal record has another digest");
            intact = false;
        }
    }

    /** Returns true if the seal record was met. */
    boolean isSealed() {
        return sealed;
    }

    /** Returns true if nothing was lost in it. */
    boolean isIntact() {
        return intact;
    }

    /** Returns the digest of the seal record, once that was met. */
    byte[] digest() {
        return ledger.digest();
    }

    /** Returns where the first unit begins that is not whole (P), or the end of the last frame. */
    long position() {
        return unit;
    }

    /** Returns up to where the segment was forced for sure (W); Long.MAX_VALUE if all of it was. */
    long witness() {
        return witness;
    }

    /** Returns where the first byte behind the log lies that is not zero; -1 if there is none. */
    long strayByte() throws IOException {
        long place = window.firstNonZero(unit, end);
        return place < end ? place : -1;
    }
}
