package io.batpak.core.recovery;

import io.batpak.api.error.BatpakException;
import io.batpak.api.error.FormatVersionException;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import io.batpak.core.frontier.FenceLedger;
import io.batpak.core.frontier.FrontierFile;
import io.batpak.core.frontier.FrontierSlot;
import io.batpak.core.frontier.Visibility;
import io.batpak.core.index.EventIndex;
import io.batpak.core.meta.CatalogueEntry;
import io.batpak.core.meta.StoreMeta;
import io.batpak.core.segment.FrameFormat;
import io.batpak.core.segment.SegmentHeader;
import io.batpak.core.segment.SegmentName;
import io.batpak.core.segment.SegmentScan;
import io.batpak.core.segment.SegmentView;
import io.batpak.core.segment.Segments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The log as a reader without the lock sees it: what the frontier file says is durable, and without one what is whole
 * (D-21). Changes nothing. Damage does not stop it: events that cannot be read keep their places, and are met as damage
 * when they are read. For one thread at a time.
 */
public final class DurableLog {
    private static final long SMALLEST_EVENT = FrameFormat.eventLength(FrameFormat.NAMES + 2);

    private final StoreDirectory directory;
    private final StoreMeta meta;
    private final EventIndex index = new EventIndex();
    private final FenceLedger fences = new FenceLedger();
    private final EventIndexer indexer = new EventIndexer(index, fences);
    private final Segments segments = new Segments();
    private long id;
    private long mostMissing;
    private @Nullable StoreFile file;
    private @Nullable SegmentHeader header;
    private long position;
    private long lastWithFrames;

    public DurableLog(StoreDirectory directory, StoreMeta meta) {
        this.directory = directory;
        this.meta = meta;
    }

    public EventIndex index() {
        return index;
    }

    /** Returns what can be seen: nothing from the first event of a fence on that is open now. */
    public Visibility visibility() {
        return fences.visibility(index.count());
    }

    public Segments segments() {
        return segments;
    }

    /** Reads on, up to what is durable now. */
    public void advance() throws IOException {
        FrontierSlot slot = FrontierFile.read(directory, meta.lineage()).stream()
                .max(Comparator.comparingLong(FrontierSlot::note))
                .orElse(null);
        SegmentFiles files = SegmentFiles.list(directory);
        boolean told = slot != null && !FrontierFile.isDamaged(directory, meta.lineage());
        mostMissing = (files.bytes() + Math.min(meta.segmentMaxBytes(), 1L << 30)) / SMALLEST_EVENT;
        long last = told && slot != null ? Math.max(slot.segment(), 1) : files.highest();
        if (id == 0 && last > 0) {
            enter(1);
        }
        while (id > 0 && id <= last) {
            if (id < last) {
                readToSeal();
                enter(files.next(id, last));
            } else {
                readTo(slot, told);
                break;
            }
        }
        if (slot != null) {
            skipTo(slot.nextSequence());
        }
    }

    /** Begins with a segment; one that cannot be read leaves its events out. */
    private void enter(long next) throws IOException {
        id = next;
        position = SegmentHeader.LENGTH;
        header = null;
        file = null;
        if (next > 1 && next - 2 < meta.catalogue().size()) {
            skipTo(meta.catalogue().get((int) next - 2).nextSequence());
        }
        if (!SegmentFiles.list(directory).has(next)) {
            return;
        }
        StoreFile opened = directory.open(SegmentName.of(next), StoreAccess.READ);
        byte[] b = new byte[SegmentHeader.LENGTH];
        try {
            SegmentHeader found = SegmentHeader.decode(b, opened.read(0, ByteBuffer.wrap(b)), next);
            if (found.lineage().equals(meta.lineage()) && found.firstSequence() >= index.count()
                    && skipTo(found.firstSequence())) {
                header = found;
                file = opened;
                segments.add(new SegmentView(found, opened, opened.length()));
                return;
            }
        } catch (FormatVersionException e) {
            opened.close();
            throw e; // W-086
        } catch (BatpakException e) {
            // its events are met as damage when they are read: places without a frame
        }
        opened.close();
    }

    private void readToSeal() throws IOException {
        if (file == null || header == null || !read(file.length(), true)) {
            indexer.noteMissing();
        }
        skipTo(nextAfter());
    }

    /** Returns the first sequence after the current segment, as far as the catalogue or the next segment says it. */
    private long nextAfter() throws IOException {
        if (id <= meta.catalogue().size()) {
            CatalogueEntry entry = meta.catalogue().get((int) id - 1);
            return entry.nextSequence();
        }
        return index.count();
    }

    /** Reads the last segment up to the newest note; where that may be damaged, on to where units are whole. */
    private void readTo(@Nullable FrontierSlot slot, boolean told) throws IOException {
        if (file == null || header == null) {
            return;
        }
        if (slot != null && slot.segment() == id) {
            read(Math.min(slot.offset(), file.length()), true);
        }
        if (!told) {
            read(file.length(), false);
            read(witnessBeyondHere(), true);
        }
    }

    /** Reads on beyond what is witnessed, as far as units are whole: for a salvage, which takes what there is. */
    public void advanceBeyondWitnesses() throws IOException {
        if (file != null && header != null) {
            read(file.length(), false);
        }
    }

    /** Without a frontier file only frames beyond a hole can tell that something is missing before them (D-24). */
    private long witnessBeyondHere() throws IOException {
        StoreFile current = java.util.Objects.requireNonNull(file);
        SegmentScan scan = new SegmentScan(current, java.util.Objects.requireNonNull(header), position,
                current.length());
        return scan.lastNonZero(position) > position ? scan.witnessBeyond(position) : 0;
    }

    /** Returns the last segment in which a whole frame was found; 0 if there is none. */
    public long lastWithFrames() {
        return lastWithFrames;
    }

    /** Returns where the whole units of a segment end, as far as it was read. */
    public long endOf(long segment) throws IOException {
        try (StoreFile whole = directory.open(SegmentName.of(segment), StoreAccess.READ)) {
            return segment == id ? position : whole.length();
        }
    }

    /**
     * Reads frames up to {@code limit}; beyond damage it goes on with the next whole frame, if the limit is witnessed.
     * Returns true if it came to the seal record.
     */
    private boolean read(long limit, boolean witnessed) throws IOException {
        SegmentScan scan = new SegmentScan(
                java.util.Objects.requireNonNull(file), java.util.Objects.requireNonNull(header), position, limit);
        while (true) {
            if (scan.next()) {
                if (scan.type() == FrameFormat.SEAL) {
                    skipTo(scan.sequence());
                    return true;
                }
                take(scan, witnessed);
            } else {
                if (!witnessed || scan.position() >= limit) {
                    return false;
                }
                indexer.noteMissing();
                long next = scan.probe(scan.position() + 8);
                if (next < 0) {
                    return false;
                }
                scan.moveTo(next);
            }
            if (witnessed || indexer.isBetweenUnits()) {
                position = scan.position();
            }
        }
    }

    private void take(SegmentScan scan, boolean witnessed) {
        lastWithFrames = id;
        if (!witnessed) {
            if (!indexer.accept(scan)) {
                indexer.discard();
            }
        } else if (scan.type() == FrameFormat.EVENT && scan.sequence() >= index.count() && skipTo(scan.sequence())) {
            indexer.addLoose(scan.event(), scan.offset());
        } else if (isFence(scan.type()) && scan.fenceNext() >= index.count() && skipTo(scan.fenceNext())) {
            indexer.addFenceLoosely(scan);
        }
    }

    private static boolean isFence(int type) {
        return type == FrameFormat.FENCE_BEGIN || type == FrameFormat.FENCE_COMMIT || type == FrameFormat.FENCE_CANCEL;
    }

    /** Leaves places for events that cannot be read; none, and false, if they are more than there can have been. */
    private boolean skipTo(long sequence) {
        if (sequence - index.count() > mostMissing) { // THR-75
            return false;
        }
        if (index.count() < sequence) {
            indexer.noteMissing();
        }
        while (index.count() < sequence) {
            index.skip();
        }
        return true;
    }

    /** Returns the id of the segment that is read last. */
    public Optional<SegmentHeader> lastHeader() {
        return Optional.ofNullable(header);
    }

    public long segmentCount() {
        return id;
    }

    public void close() throws IOException {
        segments.close();
    }
}
