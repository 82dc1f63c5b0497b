package io.batpak.core.check;

import io.batpak.api.error.ErrorCode;
import io.batpak.api.spi.HashProvider;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import io.batpak.api.verify.CheckReport;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The check of a whole store: every frame, hash, link, revision, batch and side file. It opens files for reading only,
 * and works beside a live writer: what witnesses is read first, so the log can only have grown since. It shares no code
 * with the rest of the core and judges by docs/format.md alone.
 */
public final class StoreCheck {
    private final StoreImage image;
    private final Findings findings;
    private final ContentCheck content;
    private boolean torn;

    /** What a check found. */
    private record Report(
            long events,
            long systemEvents,
            long hiddenEvents,
            int segments,
            long chains,
            Tail tail,
            long lastSequence,
            long durableSequence,
            List<Damage> damages,
            List<String> warnings)
            implements CheckReport {}

    private StoreCheck(StoreImage image, Findings findings, ContentCheck content) {
        this.image = image;
        this.findings = findings;
        this.content = content;
    }

    /**
     * Checks the store in a directory.
     *
     * @param hashes gives the implementation of a hash algorithm, by the algorithm's name
     * @throws io.batpak.api.error.FormatVersionException if a header or store.meta is whole, and of another format
     * @throws IOException if a file cannot be read
     */
    public static CheckReport check(StoreDirectory directory, Function<String, HashProvider> hashes)
            throws IOException {
        Findings findings = new Findings();
        StoreImage image = new StoreImage(directory, findings);
        image.requireVersion();
        byte[] lineage = image.lineage();
        if (lineage == null) { // nothing says whose log this is, or what its hashes are made with
            image.forEachSegment((id, header, extent) -> {});
            return report(image, findings, new ContentCheck.Tally(), CheckReport.Tail.CLEAN);
        }
        ContentCheck content = new ContentCheck(lineage, hashes.apply(image.hash()), image.order(), findings);
        return new StoreCheck(image, findings, content).run();
    }

    private CheckReport run() throws IOException {
        image.forEachSegment((id, header, extent) -> {
            if (extent != null) {
                try (StoreFile file = image.open(id)) {
                    walk(id, new Window(file), extent);
                }
            }
        });
        return report(image, findings, content.tally(), torn ? CheckReport.Tail.TORN : CheckReport.Tail.CLEAN);
    }

    private void walk(long id, Window window, SegmentExtent extent) throws IOException {
        content.turnTo(extent.name());
        SegmentWalk walk = new SegmentWalk(window, extent, image.order(), findings, content, content.newHasher());
        walk.run();
        if (walk.isIntact() && !isCatalogued(id, extent, walk)) {
            findings.damage(ErrorCode.SEGMENT_DAMAGED, extent.name(), 0, Findings.UNKNOWN,
                    "it is not the segment that the catalogue in " + MetaImage.NAME + " describes");
        }
        long stray = extent.isLast() ? walk.strayByte() : Findings.UNKNOWN;
        if (stray >= 0 && extent.logEnd() == walk.position()) {
            findings.warn(extent.name() + " was closed at offset " + walk.position() + ", and the byte at " + stray
                    + " behind that is not zero; it is not read.");
        } else {
            torn = stray >= 0;
        }
    }

    /** Returns true if the catalogue agrees, or does not have the segment yet. */
    private boolean isCatalogued(long id, SegmentExtent extent, SegmentWalk walk) {
        MetaImage meta = image.trustedMeta();
        return meta == null || !meta.lists(id) || walk.isSealed() && walk.position() == meta.length(id)
                && extent.header().firstSequence() == meta.firstSequence(id)
                && image.order().next() == meta.nextSequence(id)
                && Arrays.equals(walk.digest(), meta.digest(id));
    }

    private static CheckReport report(
            StoreImage image, Findings findings, ContentCheck.Tally tally, CheckReport.Tail tail) {
        long durable = Math.max(tally.durableSequence, image.notedSequence() - 1);
        int segments = image.headers().size();
        if (durable > tally.lastSequence && findings.count() == 0) {
            findings.damage(ErrorCode.DURABLE_DATA_DAMAGED, StoreListing.segmentName(Math.max(1, segments)), 0,
                    tally.lastSequence + 1, "events up to " + durable + " were durable and are not there");
        }
        return new Report(
                tally.events,
                tally.systemEvents,
                tally.hiddenEvents,
                segments,
                tally.chains,
                tail,
                tally.lastSequence,
                Math.min(durable, tally.lastSequence),
                findings.damages(),
                findings.warnings());
    }
}
