package io.batpak.core.recovery;

import io.batpak.api.error.CorruptionException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.HashProvider;
import io.batpak.api.spi.StoreFile;
import io.batpak.core.frontier.FenceLedger;
import io.batpak.core.frontier.FrontierSlot;
import io.batpak.core.index.EventIndex;
import io.batpak.core.meta.CatalogueEntry;
import io.batpak.core.segment.ActiveSegment;
import io.batpak.core.segment.FrameFormat;
import io.batpak.core.segment.FrameTable;
import io.batpak.core.segment.SealRecord;
import io.batpak.core.segment.SegmentHeader;
import io.batpak.core.segment.SegmentScan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The end of the last segment: where its whole and valid units end (P), up to where it was certainly forced (W), and what
 * follows from the two (D-24).
 */
public final class LogEnd {
    /**
     * What will be cut off.
     *
     * @param file the segment's name
     * @param offset where
     * @param bytes from there to the last byte that is not zero
     */
    public record Cut(String file, long offset, long bytes) {}

    private static final int REWRITE_STEP = 256 << 10;

    private final SegmentHeader header;
    private final StoreFile file;
    private final FrameTable frames;
    private final long position;
    private final long witness;
    private final @Nullable SealRecord seal;
    private final boolean clean;
    private final long tornTo;
    private final long nextSequence;
    private final long capacity;

    private LogEnd(
            SegmentHeader header,
            StoreFile file,
            Walk walk,
            long witness,
            boolean clean,
            long tornTo,
            long nextSequence,
            long capacity) {
        this.header = header;
        this.file = file;
        this.frames = walk.frames;
        this.position = walk.position;
        this.seal = walk.seal;
        this.witness = witness;
        this.clean = clean;
        this.tornTo = tornTo;
        this.nextSequence = nextSequence;
        this.capacity = capacity;
    }

    /** What a walk over the segment's units found. */
    private static final class Walk {
        private final FrameTable frames;
        private long position;
        private long forced;
        private @Nullable SealRecord seal;

        Walk(FrameTable frames, long position, long forced) {
            this.frames = frames;
            this.position = position;
            this.forced = forced;
        }
    }

    /** Reads the last segment into the index, up to its end. */
    static LogEnd find(Recovery recovery, SegmentHeader header, StoreFile file) throws IOException {
        long length = file.length();
        Optional<FrontierSlot> cleanEnd = recovery.cleanEnd(header.id());
        long limit = cleanEnd.map(FrontierSlot::offset).orElse(length);
        SegmentScan scan = new SegmentScan(file, header, SegmentHeader.LENGTH, Math.min(limit, length));
        Walk walk = walk(
                scan,
                recovery.indexer(),
                new Walk(new FrameTable(), SegmentHeader.LENGTH, SegmentHeader.LENGTH));
        long witness = Math.max(walk.forced, recovery.witnessOf(header.id()));
        long tornTo = walk.position;
        if (cleanEnd.isEmpty()) {
            long after = walk.seal == null ? walk.position : walk.position + walk.seal.length();
            tornTo = scan.lastNonZero(after);
            if (tornTo > after) {
                witness = Math.max(witness, scan.witnessBeyond(after));
            }
        }
        long whole = walk.seal == null ? walk.position : walk.seal.offset() + walk.seal.length();
        if (whole < witness) {
            throw refusal(header, walk.position, witness);
        }
        if (walk.seal != null) {
            recovery.requireSeal(header, walk.seal, whole);
        }
        long capacity = Math.max(length, Math.min(1 << 20, recovery.meta().segmentMaxBytes()));
        return new LogEnd(
                header, file, walk, witness, cleanEnd.isPresent(), tornTo, recovery.indexSoFar().count(), capacity);
    }

    /** Reads what lies behind the end of a segment in use into the index, up to the end of what is whole. */
    static LogEnd findBehind(ActiveSegment segment, EventIndex index, FenceLedger fences) throws IOException {
        StoreFile file = segment.file();
        SegmentScan scan = new SegmentScan(file, segment.header(), segment.end(), file.length());
        Walk walk = walk(scan, new EventIndexer(index, fences),
                new Walk(segment.frames(), segment.end(), segment.forced()));
        long whole = walk.seal == null ? walk.position : walk.seal.offset() + walk.seal.length();
        if (whole < walk.forced) {
            throw refusal(segment.header(), walk.position, walk.forced);
        }
        return new LogEnd(
                segment.header(), file, walk, segment.forced(), false, whole, index.count(), segment.capacity());
    }

    private static Walk walk(SegmentScan scan, EventIndexer indexer, Walk walk) throws IOException {
        int wholeFrames = walk.frames.count();
        while (scan.next()) {
            if (scan.type() == FrameFormat.SEAL && indexer.isBetweenUnits()) {
                walk.seal = scan.seal();
                walk.forced = Math.max(walk.forced, scan.forced());
                break;
            }
            if (!indexer.accept(scan)) {
                break;
            }
            scan.addTo(walk.frames);
            walk.forced = Math.max(walk.forced, scan.forced());
            if (indexer.isBetweenUnits()) {
                walk.position = scan.position();
                wholeFrames = walk.frames.count();
            }
        }
        indexer.discard();
        walk.frames.cutTo(wholeFrames);
        return walk;
    }

    private static CorruptionException refusal(SegmentHeader header, long position, long witness) {
        return new CorruptionException(
                ErrorCode.DURABLE_DATA_DAMAGED,
                header.fileName(),
                position,
                "Segment " + header.fileName() + " is whole only up to offset " + position
                        + ", but was acknowledged as durable up to "
                        + witness
                        + ". Nothing was changed. Restore the segment from a copy, or run salvage to take out what is"
                        + " intact; or this is a copy of a store in use: salvage takes what is whole.");
    }

    boolean isClean() {
        return clean;
    }

    /** Returns how much of the file stays what it is: all of it after a clean close, else what is not cut off. */
    long keptLength() throws IOException {
        return clean ? file.length() : position;
    }

    /** Returns true if there is nothing in the segment: it is replaced, so that crashes pile up none. */
    boolean isEmptySegment() {
        return !clean && seal == null && frames.count() == 0;
    }

    Optional<Cut> cut() {
        long from = seal == null ? position : seal.offset() + seal.length();
        return clean || tornTo <= from ? Optional.empty()
                : Optional.of(new Cut(header.fileName(), from, tornTo - from));
    }

    /** Returns the segment to go on in, after a clean close. */
    Optional<ActiveSegment> active() {
        try {
            return clean
                    ? Optional.of(new ActiveSegment(header, file, frames, position, file.length(), capacity))
                    : Optional.empty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Cuts and seals after an unclean stop; returns the sealed segment's entry for the catalogue. */
    Optional<CatalogueEntry> repair(HashProvider hash) throws IOException {
        if (clean || isEmptySegment()) {
            return Optional.empty();
        }
        SealRecord sealed = seal;
        if (sealed == null) {
            rewrite(position);
            ActiveSegment last = new ActiveSegment(header, file, frames, position, position, Long.MAX_VALUE);
            sealed = last.writeSeal(nextSequence, hash);
        } else {
            rewrite(sealed.offset() + sealed.length());
            cutAt(sealed.offset() + sealed.length());
        }
        file.force(ForceMode.ALL);
        return Optional.of(Recovery.entry(header, sealed));
    }

    /** Cuts the file, and makes sure of it where only the cache has it that short: a force that failed forgets lengths too. */
    private void cutAt(long length) throws IOException {
        if (file.length() <= length) {
            file.zeroTo(length, length + 8);
        }
        file.truncate(length);
    }

    /**
     * Writes what lies between W and P again, in place: pages that are only in the cache, or were marked clean by a force
     * that failed, must not count as durable for having been read (4a).
     */
    private void rewrite(long to) throws IOException {
        ByteBuffer step = ByteBuffer.allocate(REWRITE_STEP);
        for (long at = witness; at < to; at += step.limit()) {
            step.clear().limit((int) Math.min(REWRITE_STEP, to - at));
            file.read(at, step);
            file.write(at, step.flip());
        }
        file.force(ForceMode.ALL);
    }
}
