package io.batpak.core.check;

import io.batpak.api.error.ErrorCode;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a store's side files and headers say, read in the order that is safe beside a writer: witnesses first. */
final class StoreImage {
    private final StoreDirectory directory;
    private final Findings findings;
    private final LogOrder order = new LogOrder();
    private final List<SlotImage> slots;
    private final @Nullable MetaImage meta;
    private final @Nullable MetaImage soundMeta;
    private final StoreListing listing;
    private final NavigableMap<Long, HeaderImage> headers = new TreeMap<>();
    private byte @Nullable [] lineage;
    private byte[] algorithms = {};

    /** What is done with each segment. */
    interface SegmentVisitor {
        /** The extent is null if the file is another store's, or another segment: its frames say nothing. */
        void segment(long id, HeaderImage header, @Nullable SegmentExtent extent) throws IOException;
    }

    StoreImage(StoreDirectory directory, Findings findings) throws IOException {
        this.directory = directory;
        this.findings = findings;
        slots = SlotImage.read(directory);
        meta = MetaImage.read(directory);
        listing = StoreListing.read(directory);
        readHeaders();
        soundMeta = soundMeta();
        identify();
        listing.report(findings);
        reportSlots();
    }

    private void readHeaders() throws IOException {
        for (long id : listing.segments()) {
            byte[] bytes = new byte[HeaderImage.LENGTH];
            try (StoreFile file = directory.open(StoreListing.segmentName(id), StoreAccess.READ)) {
                headers.put(id, new HeaderImage(bytes, file.read(0, ByteBuffer.wrap(bytes))));
            } catch (NoSuchFileException e) {
                // it is missing, and will be reported as such
            }
        }
    }

    private @Nullable MetaImage soundMeta() {
        if (meta == null && headers.isEmpty()) {
            return null;
        }
        String fault = meta == null ? "the file is missing" : meta.fault();
        if (fault != null) {
            findings.damage(ErrorCode.META_DAMAGED, MetaImage.NAME, 0, Findings.UNKNOWN, fault);
        }
        return fault == null ? meta : null;
    }

    /** Finds out whose store this is: without a sound store.meta the first sound header tells. */
    private void identify() {
        if (soundMeta != null) {
            lineage = soundMeta.lineage();
            algorithms = soundMeta.algorithms();
        }
        headers.forEach((id, header) -> {
            if (lineage == null && header.fault(id) == null) {
                lineage = header.lineage();
                algorithms = header.algorithms();
            }
        });
    }

    private void reportSlots() {
        if (slots.isEmpty() && !headers.isEmpty()) {
            findings.warn(SlotImage.NAME + " is missing; the next writable open makes a new one.");
        }
        if (!slots.isEmpty() && slots.stream().allMatch(SlotImage::isEmpty)) {
            findings.warn(SlotImage.NAME + " holds no note; other witnesses count.");
        }
        if (slots.stream().anyMatch(slot -> !slot.isEmpty() && !isOurs(slot))) {
            findings.warn("A slot of " + SlotImage.NAME + " is damaged, or of another store; other witnesses count.");
        }
    }

    /**
     * Does nothing if the store is damaged, or of the format that is known here.
     *
     * @throws io.batpak.api.error.FormatVersionException if a file is whole, and of another format
     */
    void requireVersion() {
        if (meta != null) {
            meta.requireVersion();
        }
        slots.forEach(SlotImage::requireVersion);
        headers.forEach((id, header) -> {
            if (header.isOtherVersion()) {
                throw MetaImage.otherVersion(StoreListing.segmentName(id), header.version());
            }
        });
    }

    /** Goes through the segments in order, and reports those that are missing and headers that are damaged. */
    void forEachSegment(SegmentVisitor visitor) throws IOException {
        long highest = highest();
        long expected = 1;
        for (Map.Entry<Long, HeaderImage> entry : headers.entrySet()) {
            long id = entry.getKey();
            HeaderImage header = entry.getValue();
            reportMissing(expected, id);
            String fault = fault(header, id);
            if (fault == null) {
                order.take(header);
            } else {
                findings.damage(ErrorCode.SEGMENT_DAMAGED, StoreListing.segmentName(id), 0, Findings.UNKNOWN,
                        "its header is damaged: " + fault);
                order.interrupt();
            }
            // A header that is whole and says something else is another segment's; a damaged one may have the right salt.
            boolean follow = lineage != null && (fault == null || !header.isWhole());
            visitor.segment(id, header, follow ? extent(header, id, fault == null, id == highest) : null);
            expected = id + 1;
        }
        reportMissing(expected, highest + 1);
    }

    private @Nullable String fault(HeaderImage header, long id) {
        String fault = header.fault(id);
        if (fault != null) {
            return fault;
        }
        boolean same = Arrays.equals(header.lineage(), lineage) && Arrays.equals(header.algorithms(), algorithms);
        return same ? order.objection(header) : "it belongs to another store";
    }

    private void reportMissing(long from, long to) {
        if (from < to) {
            String last = to - from > 1 ? ", and all up to " + StoreListing.segmentName(to - 1) + " with it" : "";
            findings.damage(ErrorCode.SEGMENT_MISSING, StoreListing.segmentName(from), 0, Findings.UNKNOWN,
                    "the segment is missing" + last);
            order.interrupt();
        }
    }

    /** Returns the highest segment that there is, or was for sure. */
    private long highest() {
        long highest = headers.isEmpty() ? 0 : headers.lastKey();
        for (SlotImage slot : slots) {
            highest = isOurs(slot) ? Math.max(highest, slot.segment()) : highest;
        }
        return soundMeta == null ? highest : Math.max(highest, soundMeta.highestSegment());
    }

    private SegmentExtent extent(HeaderImage header, long id, boolean isSound, boolean isLast) {
        long witness = soundMeta != null && soundMeta.lists(id) ? soundMeta.length(id) : HeaderImage.LENGTH;
        for (SlotImage slot : slots) {
            witness = isOurs(slot) && slot.segment() == id ? Math.max(witness, slot.offset()) : witness;
        }
        long logEnd = isLast ? cleanEnd(id) : Long.MAX_VALUE;
        return new SegmentExtent(
                StoreListing.segmentName(id), header, isSound, isLast, witness, logEnd, nextSequence(id, isLast));
    }

    /** Returns where a clean close ended the log in that segment; Long.MAX_VALUE if none did. */
    private long cleanEnd(long id) {
        SlotImage newest = null;
        for (SlotImage slot : slots) {
            newest = isOurs(slot) && (newest == null || slot.note() > newest.note()) ? slot : newest;
        }
        boolean clean = newest != null && soundMeta != null && newest.isCleanClose() && newest.segment() == id
                && Arrays.equals(newest.token(), soundMeta.token());
        return clean && newest != null ? newest.offset() : Long.MAX_VALUE;
    }

    private long nextSequence(long id, boolean isLast) {
        if (isLast) {
            return notedSequence();
        }
        if (soundMeta != null && soundMeta.lists(id)) {
            return soundMeta.nextSequence(id);
        }
        HeaderImage next = headers.get(id + 1);
        return next != null && next.fault(id + 1) == null ? next.firstSequence() : Findings.UNKNOWN;
    }

    /** Returns the sequence below which everything is durable, by the notes; {@link Findings#UNKNOWN} if there is none. */
    long notedSequence() {
        long next = Findings.UNKNOWN;
        for (SlotImage slot : slots) {
            next = isOurs(slot) ? Math.max(next, slot.nextSequence()) : next;
        }
        return next;
    }

    boolean isOurs(SlotImage slot) {
        return slot.isSound() && (lineage == null || Arrays.equals(slot.lineage(), lineage));
    }

    StoreFile open(long id) throws IOException {
        return directory.open(StoreListing.segmentName(id), StoreAccess.READ);
    }

    LogOrder order() {
        return order;
    }

    List<SlotImage> slots() {
        return slots;
    }

    /** Returns store.meta as it is; null if it is not there. */
    @Nullable
    MetaImage meta() {
        return meta;
    }

    /** Returns store.meta; null if it is damaged or not there. */
    @Nullable
    MetaImage trustedMeta() {
        return soundMeta;
    }

    StoreListing listing() {
        return listing;
    }

    NavigableMap<Long, HeaderImage> headers() {
        return headers;
    }

    byte @Nullable [] lineage() {
        return lineage;
    }

    /** Returns the name of the hash algorithm. */
    String hash() {
        return RawBytes.name(algorithms, 0);
    }
}
