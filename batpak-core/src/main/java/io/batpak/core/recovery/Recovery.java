package io.batpak.core.recovery;

import io.batpak.api.error.CorruptionException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.spi.HashProvider;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import io.batpak.core.frontier.FenceLedger;
import io.batpak.core.frontier.FrontierSlot;
import io.batpak.core.index.EventIndex;
import io.batpak.core.meta.CatalogueEntry;
import io.batpak.core.meta.StoreMeta;
import io.batpak.core.segment.ActiveSegment;
import io.batpak.core.segment.FrameFormat;
import io.batpak.core.segment.FrameTable;
import io.batpak.core.segment.SealRecord;
import io.batpak.core.segment.SegmentHeader;
import io.batpak.core.segment.SegmentName;
import io.batpak.core.segment.SegmentScan;
import io.batpak.core.segment.SegmentView;
import io.batpak.core.segment.Segments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A writable open of a log: first everything is read and judged, and nothing is changed; then {@link #repair} makes the
 * end of the log what the judgement says (docs/format.md 6). Doing it twice, or again after a crash in the middle, leads
 * to the same log.
 */
public final class Recovery {
    private final StoreDirectory directory;
    private final StoreMeta meta;
    private final List<FrontierSlot> slots;
    private final HashProvider hash;
    private final StoreAccess access;
    private final EventIndex index = new EventIndex();
    private final FenceLedger fences = new FenceLedger();
    private final EventIndexer indexer = new EventIndexer(index, fences);
    private final Segments segments = new Segments();
    private final List<CatalogueEntry> catalogue = new ArrayList<>();
    private long highest;
    private @org.jspecify.annotations.Nullable LogEnd end;

    /** Takes what the authorities and witnesses say. */
    public Recovery(
            StoreDirectory directory, StoreMeta meta, List<FrontierSlot> slots, HashProvider hash, StoreAccess access) {
        this.directory = directory;
        this.meta = meta;
        this.slots = slots;
        this.hash = hash;
        this.access = access;
    }

    /**
     * Reads the whole log into the index and finds its end. Changes nothing.
     *
     * @throws CorruptionException if acknowledged data is damaged or missing
     */
    public void read() throws IOException {
        SegmentFiles files = SegmentFiles.list(directory);
        long named = slots.stream().mapToLong(FrontierSlot::segment).max().orElse(0);
        files.requireComplete(Math.max(named, Math.max(meta.highestSegment(), meta.catalogue().size())));
        highest = files.highest();
        requireOurs(highest); // first: a stranger behind the last segment makes that one look unfinished
        for (long id = 1; id <= highest; id++) {
            readSegment(id);
        }
    }

    private void readSegment(long id) throws IOException {
        StoreFile file = directory.open(SegmentName.of(id), id == highest ? access : StoreAccess.READ);
        SegmentHeader header = header(file, id);
        if (id < highest) {
            segments.add(new SegmentView(header, file, file.length()));
            readSealed(header, file);
        } else {
            LogEnd found = LogEnd.find(this, header, file);
            end = found;
            segments.add(new SegmentView(header, file, found.keptLength())); // nobody maps what is cut off
        }
    }

    private void requireOurs(long id) throws IOException {
        if (id > 0) {
            try (StoreFile file = directory.open(SegmentName.of(id), StoreAccess.READ)) {
                ourHeader(file, id);
            }
        }
    }

    private SegmentHeader ourHeader(StoreFile file, long id) throws IOException {
        byte[] b = new byte[SegmentHeader.LENGTH];
        SegmentHeader header = SegmentHeader.decode(b, file.read(0, ByteBuffer.wrap(b)), id);
        if (!header.lineage().equals(meta.lineage())) {
            throw damaged(header, 0, "belongs to another store");
        }
        return header;
    }

    private SegmentHeader header(StoreFile file, long id) throws IOException {
        SegmentHeader header = ourHeader(file, id);
        if (header.firstSequence() != index.count()) {
            throw damaged(header, 0,
                    "begins with sequence " + header.firstSequence() + " where " + index.count() + " was due");
        }
        return header;
    }

    /** Reads a segment that a later one follows: it must be whole, and end with its seal record. */
    private void readSealed(SegmentHeader header, StoreFile file) throws IOException {
        long length = file.length();
        SegmentScan scan = new SegmentScan(file, header, SegmentHeader.LENGTH, length);
        while (scan.next()) {
            if (scan.type() == FrameFormat.SEAL && indexer.isBetweenUnits()) {
                requireSeal(header, scan.seal(), length);
                catalogue.add(entry(header, scan.seal()));
                return;
            }
            if (!indexer.accept(scan)) {
                throw damagedFrame(header, scan.offset(), "does not follow from the frames before it");
            }
        }
        throw damagedFrame(header, scan.position(), "is not what was written");
    }

    void requireSeal(SegmentHeader header, SealRecord seal, long length) {
        boolean right = seal.firstSequence() == header.firstSequence()
                && seal.nextSequence() == index.count()
                && seal.eventCount() == seal.nextSequence() - seal.firstSequence()
                && seal.offset() + seal.length() == length;
        if (!right) {
            throw damaged(header, seal.offset(), "has a seal record that contradicts its frames");
        }
        List<CatalogueEntry> recorded = meta.catalogue();
        if (header.id() <= recorded.size() && !recorded.get((int) header.id() - 1).equals(entry(header, seal))) {
            throw damaged(header, seal.offset(), "is another than the one in the catalogue of store.meta"); // SEG-09
        }
    }

    static CatalogueEntry entry(SegmentHeader header, SealRecord seal) {
        return new CatalogueEntry(
                header.id(), seal.offset() + seal.length(), seal.firstSequence(), seal.nextSequence(), seal.digest());
    }

    EventIndexer indexer() {
        return indexer;
    }

    EventIndex indexSoFar() {
        return index;
    }

    StoreMeta meta() {
        return meta;
    }

    /** Returns up to where the slots witness this segment. */
    long witnessOf(long segment) {
        return slots.stream()
                .filter(s -> s.segment() == segment)
                .mapToLong(FrontierSlot::offset)
                .max()
                .orElse(0);
    }

    /** Returns where a clean close ended the log, if the newest session closed in good order (4a). */
    Optional<FrontierSlot> cleanEnd(long segment) {
        return slots.stream()
                .max(Comparator.comparingLong(FrontierSlot::note))
                .filter(s -> s.clean() && s.token().equals(meta.token()) && s.segment() == segment);
    }

    /** Returns true if the last session closed in good order, so that the log goes on where it ended. */
    public boolean isClean() {
        return end != null && end.isClean();
    }

    /** Returns what will be cut off; nothing if the log ends in good order. */
    public Optional<LogEnd.Cut> cut() {
        return end == null ? Optional.empty() : end.cut();
    }

    /** Returns the last segment's id and how to go on after {@link #repair}. */
    public long lastId() {
        return end != null && end.isEmptySegment() ? highest - 1 : highest;
    }

    /** Makes the end of the log what {@link #read} found; durable when this returns. */
    public void repair() throws IOException {
        if (end != null) {
            end.repair(hash).ifPresent(catalogue::add);
        }
    }

    /** Returns the segment to go on in, after a clean close; nothing if the next one is to be made. */
    public Optional<ActiveSegment> active() {
        return end == null ? Optional.empty() : end.active();
    }

    /** Returns the segments as readers see them. A last segment without events is left out: it will be replaced. */
    public Segments segments() throws IOException {
        if (end == null || !end.isEmptySegment()) {
            return segments;
        }
        Segments without = new Segments();
        for (int i = 0; i < segments.current().size() - 1; i++) {
            without.add(segments.current().get(i));
        }
        segments.current().get(segments.current().size() - 1).close();
        return without;
    }

    public EventIndex index() {
        return index;
    }

    /** Returns the visibility fences of the log; one that was open at its end is not any more (J-7). */
    public FenceLedger fences() {
        fences.hide(index.count());
        return fences;
    }

    public List<CatalogueEntry> catalogue() {
        return catalogue;
    }

    public int segmentCount() {
        return (int) highest;
    }

    static CorruptionException damagedFrame(SegmentHeader header, long offset, String what) {
        return new CorruptionException(
                ErrorCode.FRAME_DAMAGED,
                header.fileName(),
                offset,
                "The frame in segment " + header.fileName() + " at offset " + offset + " " + what
                        + ". Restore the segment from a copy, or run salvage to take out what is intact.");
    }

    private static CorruptionException damaged(SegmentHeader header, long offset, String what) {
        return new CorruptionException(
                ErrorCode.SEGMENT_DAMAGED,
                header.fileName(),
                offset,
                "Segment " + header.fileName() + " " + what
                        + ". Restore it from a copy, or run salvage to take out what is intact.");
    }

    /** Closes the files that {@link #read} opened: the open failed. */
    public void abandon() throws IOException {
        segments.close();
    }

    static FrameTable tableOf(StoreFile file, SegmentHeader header, long to) throws IOException {
        FrameTable table = new FrameTable();
        SegmentScan scan = new SegmentScan(file, header, SegmentHeader.LENGTH, to);
        while (scan.next()) {
            scan.addTo(table);
        }
        return table;
    }
}
