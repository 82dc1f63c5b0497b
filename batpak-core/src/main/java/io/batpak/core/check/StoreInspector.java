package io.batpak.core.check;

import io.batpak.api.event.Bytes;
import io.batpak.api.event.Value;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import io.batpak.api.verify.CheckReport.Damage;
import io.batpak.api.verify.Inspection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells what lies in a store's directory: files, segments with their frames, witnesses and authorities. It opens nothing
 * for writing, trusts nothing and works on whatever is left; it computes checksums, and no hashes.
 */
public final class StoreInspector {
    private final StoreImage image;
    private final Findings findings;
    private final List<Value> segments = new ArrayList<>();

    /** What was found. */
    private record Found(boolean damaged, Value.Struct document) implements Inspection {}

    private StoreInspector(StoreImage image, Findings findings) {
        this.image = image;
        this.findings = findings;
    }

    /**
     * Looks at a directory.
     *
     * @throws IOException if a file cannot be read; never for what is in it
     */
    public static Inspection inspect(StoreDirectory directory) throws IOException {
        Findings findings = new Findings();
        return new StoreInspector(new StoreImage(directory, findings), findings).run();
    }

    private Inspection run() throws IOException {
        image.forEachSegment(this::segment);
        Map<String, Value> document = new LinkedHashMap<>();
        document.put("damaged", new Value.Bool(findings.count() > 0));
        document.put("files", new Value.Array(image.listing().entries().stream().map(StoreInspector::file).toList()));
        document.put("segments", new Value.Array(segments));
        document.put("witnesses", new Value.Array(image.slots().stream().map(this::slot).toList()));
        document.put("authorities", new Value.Struct(Map.of(MetaImage.NAME, meta(image.meta()))));
        document.put("damages", new Value.Array(findings.damages().stream().map(StoreInspector::damage).toList()));
        document.put("warnings", new Value.Array(
                findings.warnings().stream().map(StoreInspector::text).toList()));
        return new Found(findings.count() > 0, new Value.Struct(document));
    }

    private static Value file(StoreDirectory.Entry entry) {
        Map<String, Value> file = new LinkedHashMap<>();
        file.put("name", text(entry.name()));
        file.put("kind", text(StoreListing.kind(entry).name().toLowerCase(Locale.ROOT)));
        file.put("length", Value.Int.of(entry.length()));
        return new Value.Struct(file);
    }

    /** Counts what it meets, and lists the fence frames: the first {@value #MAX_FENCES} of a segment. */
    private static final class FrameCount implements SegmentWalk.Visitor {
        private static final int MAX_FENCES = 1_000;

        private final long[] byType = new long[FrameView.SEAL + 1];
        private final List<Value> fences = new ArrayList<>();
        private long units;

        @Override
        public void frame(FrameView frame, EventView event) {
            byType[frame.type()]++;
            switch (frame.type()) {
                case FrameView.FENCE_BEGIN -> fence("begin", frame);
                case FrameView.FENCE_COMMIT -> fence("commit", frame);
                case FrameView.FENCE_CANCEL -> fence("cancel", frame);
                default -> {}
            }
        }

        private void fence(String type, FrameView frame) {
            if (fences.size() < MAX_FENCES) {
                Map<String, Value> fence = new LinkedHashMap<>();
                fence.put("type", text(type));
                fence.put("offset", Value.Int.of(frame.offset()));
                fence.put("token", hex(Arrays.copyOfRange(frame.bytes(), frame.at() + 28, frame.at() + 44)));
                fence.put("firstSequence", Value.Int.of(frame.sequence()));
                fence.put("nextSequence", Value.Int.of(frame.int64(48)));
                fences.add(new Value.Struct(fence));
            }
        }

        @Override
        public void unitEnds(boolean durable) {
            units++;
        }

        Value.Struct counts() {
            Map<String, Value> counts = new LinkedHashMap<>();
            counts.put("event", Value.Int.of(byType[FrameView.EVENT]));
            counts.put("begin", Value.Int.of(byType[FrameView.BEGIN]));
            counts.put("commit", Value.Int.of(byType[FrameView.COMMIT]));
            counts.put("fenceBegin", Value.Int.of(byType[FrameView.FENCE_BEGIN]));
            counts.put("fenceCommit", Value.Int.of(byType[FrameView.FENCE_COMMIT]));
            counts.put("fenceCancel", Value.Int.of(byType[FrameView.FENCE_CANCEL]));
            counts.put("seal", Value.Int.of(byType[FrameView.SEAL]));
            counts.put("units", Value.Int.of(units));
            return new Value.Struct(counts);
        }

        Value.Array fences() {
            return new Value.Array(fences);
        }
    }

    private void segment(long id, HeaderImage header, @Nullable SegmentExtent extent) throws IOException {
        Map<String, Value> segment = new LinkedHashMap<>();
        segment.put("file", text(StoreListing.segmentName(id)));
        segment.put("id", Value.Int.of(id));
        segment.put("header", header(header, header.fault(id)));
        if (extent != null) {
            try (StoreFile file = image.open(id)) {
                Window window = new Window(file);
                segment.put("length", Value.Int.of(window.fileLength()));
                FrameCount frames = new FrameCount();
                SegmentWalk walk = new SegmentWalk(window, extent, image.order(), findings, frames, null);
                walk.run();
                segment.put("frames", frames.counts());
                segment.put("fences", frames.fences());
                segment.put("nextSequence", Value.Int.of(image.order().next()));
                segment.put("wholeUpTo", Value.Int.of(walk.position()));
                segment.put("forcedUpTo", Value.Int.of(Math.min(walk.witness(), window.fileLength())));
                segment.put("sealed", new Value.Bool(walk.isSealed()));
                segment.put("sealDigest", walk.isSealed() ? hex(walk.digest()) : Value.Null.NULL);
                long stray = extent.isLast() ? walk.strayByte() : -1;
                segment.put("firstByteBehind", stray < 0 ? Value.Null.NULL : Value.Int.of(stray));
            }
        }
        segments.add(new Value.Struct(segment));
    }

    private static Value header(HeaderImage header, @Nullable String fault) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("sound", new Value.Bool(fault == null));
        if (fault != null) {
            fields.put("fault", text(fault));
        }
        fields.put("version", text("0x" + Integer.toHexString(header.version())));
        fields.put("lineage", hex(header.lineage()));
        fields.put("id", Value.Int.of(header.id()));
        fields.put("firstSequence", Value.Int.of(header.firstSequence()));
        fields.put("generation", Value.Int.of(header.generation()));
        fields.put("salt", text(String.format(Locale.ROOT, "%016x", header.salt())));
        putAlgorithms(fields, header.algorithms());
        return new Value.Struct(fields);
    }

    private static void putAlgorithms(Map<String, Value> fields, byte[] names) {
        fields.put("hash", text(RawBytes.name(names, 0)));
        fields.put("cipher", text(RawBytes.name(names, 32)));
        fields.put("codec", text(RawBytes.name(names, 64)));
    }

    private Value slot(SlotImage slot) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("state", text(
                slot.isEmpty() ? "empty" : !slot.isSound() ? "damaged" : image.isOurs(slot) ? "sound" : "foreign"));
        if (slot.isSound()) {
            fields.put("note", Value.Int.of(slot.note()));
            fields.put("lineage", hex(slot.lineage()));
            fields.put("token", hex(slot.token()));
            fields.put("segment", Value.Int.of(slot.segment()));
            fields.put("offset", Value.Int.of(slot.offset()));
            fields.put("nextSequence", Value.Int.of(slot.nextSequence()));
            fields.put("cleanClose", new Value.Bool(slot.isCleanClose()));
        }
        return new Value.Struct(fields);
    }

    private static Value meta(@Nullable MetaImage meta) {
        if (meta == null) {
            return Value.Null.NULL;
        }
        String fault = meta.fault();
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("sound", new Value.Bool(fault == null));
        if (fault != null) {
            fields.put("fault", text(fault));
            return new Value.Struct(fields);
        }
        fields.put("lineage", hex(meta.lineage()));
        fields.put("token", hex(meta.token()));
        fields.put("createdMicros", Value.Int.of(meta.createdMicros()));
        fields.put("segmentMaxBytes", Value.Int.of(meta.segmentMaxBytes()));
        fields.put("generation", Value.Int.of(meta.generation()));
        putAlgorithms(fields, meta.algorithms());
        fields.put("highestSegment", Value.Int.of(meta.highestSegment()));
        List<Value> catalogue = new ArrayList<>();
        for (long id = 1; meta.lists(id); id++) {
            catalogue.add(entry(meta, id));
        }
        fields.put("catalogue", new Value.Array(catalogue));
        return new Value.Struct(fields);
    }

    private static Value entry(MetaImage meta, long id) {
        Map<String, Value> entry = new LinkedHashMap<>();
        entry.put("id", Value.Int.of(id));
        entry.put("length", Value.Int.of(meta.length(id)));
        entry.put("firstSequence", Value.Int.of(meta.firstSequence(id)));
        entry.put("nextSequence", Value.Int.of(meta.nextSequence(id)));
        entry.put("digest", hex(meta.digest(id)));
        return new Value.Struct(entry);
    }

    private static Value damage(Damage damage) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("code", text(damage.code().name()));
        fields.put("file", text(damage.file()));
        fields.put("offset", Value.Int.of(damage.offset()));
        fields.put("message", text(damage.message()));
        return new Value.Struct(fields);
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }

    private static Value hex(byte[] bytes) {
        return text(Bytes.of(bytes).toHex());
    }
}
