package io.batpak.core.append;

import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.HashProvider;
import io.batpak.api.spi.RandomSource;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import io.batpak.core.frontier.FrontierFile;
import io.batpak.core.meta.Catalogue;
import io.batpak.core.meta.CatalogueEntry;
import io.batpak.core.meta.StoreMeta;
import io.batpak.core.segment.ActiveSegment;
import io.batpak.core.segment.FrameTable;
import io.batpak.core.segment.LittleEndian;
import io.batpak.core.segment.SealRecord;
import io.batpak.core.segment.SegmentHeader;
import io.batpak.core.segment.SegmentName;
import io.batpak.core.segment.SegmentView;
import io.batpak.core.segment.Segments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends one segment and begins the next, in the order of J-47: force the old one, seal it, force; then make the next one
 * under its staging name, force, give it its name, force the directory. Between the two halves there is no active
 * segment, and a second half that failed is tried again by the next commit. Belongs to the holder of the writer role.
 */
public final class SegmentRoll {
    /** A step after which nothing is certain failed: the writer must stop. */
    static final class UncertainException extends IOException {
        private static final long serialVersionUID = 1;

        UncertainException(String what, IOException cause) {
            super(what + ": " + cause.getMessage(), cause);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(SegmentRoll.class);
    private static final long FIRST_SIZE = 1 << 20;

    private final StoreDirectory directory;
    private final StoreMeta meta;
    private long generation;
    private final HashProvider hash;
    private final RandomSource random;
    private final Segments segments;
    private final Catalogue catalogue;
    private final FrontierFile frontierFile;
    private final StoreAccess access;
    private final CommitSteps steps;
    private final SegmentPreparer preparer;
    private long lastId;
    private long lastCapacity;
    private volatile @Nullable ActiveSegment active;

    /** What a roll works with; the same for the whole session. */
    public record Surroundings(
            StoreDirectory directory,
            StoreMeta meta,
            HashProvider hash,
            RandomSource random,
            Segments segments,
            Catalogue catalogue,
            FrontierFile frontierFile,
            StoreAccess access,
            CommitSteps steps) {}

    /**
     * Takes over a log that ends with the segment {@code lastId}.
     *
     * @param active the segment to go on in; null if the next one is to be made
     */
    public SegmentRoll(Surroundings around, long lastId, @Nullable ActiveSegment active) {
        this.directory = around.directory();
        this.meta = around.meta();
        this.generation = around.meta().generation();
        this.hash = around.hash();
        this.random = around.random();
        this.segments = around.segments();
        this.catalogue = around.catalogue();
        this.frontierFile = around.frontierFile();
        this.access = around.access();
        this.steps = around.steps();
        this.preparer = new SegmentPreparer(directory, access);
        this.lastId = lastId;
        this.active = active;
        this.lastCapacity = active == null ? 0 : active.capacity();
    }

    /** Returns the segment that is being written; null between two segments. */
    @Nullable
    ActiveSegment active() {
        return active;
    }

    SegmentPreparer preparer() {
        return preparer;
    }

    /** Returns true if it is time to fill a part of the next segment. */
    boolean isPreparationDue() {
        ActiveSegment current = active;
        return current != null && preparer.isDue(current.end());
    }

    private long sizeAfter(long capacity) {
        long max = meta.segmentMaxBytes();
        return Math.min(max, Math.max(Math.min(FIRST_SIZE, max), 2 * capacity));
    }

    /** Fills the first segment of a session with zeros before anything is written, unless one is continued. */
    public void prepareFirst() throws IOException {
        if (active != null) {
            preparer.want(lastId + 1, sizeAfter(lastCapacity), lastCapacity);
            return;
        }
        preparer.want(lastId + 1, sizeAfter(0), 0);
        while (preparer.isDue(0)) {
            preparer.step();
        }
    }

    /** Ends the active segment, if there is one, and begins the next. */
    ActiveSegment roll(long nextSequence, ForceMode mode) throws IOException {
        if (active != null) {
            seal(active, nextSequence, mode);
            active = null;
            steps.reached(CommitSteps.Step.SEALED);
        }
        return begin(nextSequence);
    }

    private void seal(ActiveSegment old, long nextSequence, ForceMode mode) throws IOException {
        try {
            if (old.forced() != old.end()) {
                old.force(mode);
                frontierFile.note(old.header().id(), old.end(), nextSequence);
            }
        } catch (IOException e) {
            throw new UncertainException("The force of " + old.header().fileName() + " before its seal failed", e);
        }
        SealRecord seal;
        try {
            seal = old.writeSeal(nextSequence, hash);
        } catch (IOException e) {
            undoSeal(old, e);
            throw e;
        }
        try {
            old.file().force(ForceMode.ALL);
        } catch (IOException e) {
            throw new UncertainException("The force of the seal of " + old.header().fileName() + " failed", e);
        }
        long length = seal.offset() + seal.length();
        catalogue.sealed(new CatalogueEntry(
                old.header().id(), length, old.header().firstSequence(), nextSequence, seal.digest()));
        LOG.info("Segment {} sealed: {} events, {} bytes", old.header().fileName(), seal.eventCount(), length);
    }

    /** Takes the active segment as sealed, by a restart: what follows belongs to the next generation. */
    void retire(CatalogueEntry sealed) throws IOException {
        active = null;
        catalogue.sealed(sealed);
        generation = catalogue.raiseGeneration();
    }

    private static void undoSeal(ActiveSegment old, IOException failure) throws UncertainException {
        try {
            old.rollBack(old.sealLength());
        } catch (IOException e) {
            failure.addSuppressed(e);
            throw new UncertainException("A seal that could not be written could not be removed either", failure);
        }
    }

    private ActiveSegment begin(long firstSequence) throws IOException {
        long id = lastId + 1;
        long capacity = sizeAfter(lastCapacity);
        SegmentPreparer.Prepared prepared = preparer.take(id).orElse(null);
        if (prepared == null) {
            deleteStaging(id);
            prepared = new SegmentPreparer.Prepared(
                    directory.create(SegmentName.staging(id), access, StoreDirectory.Permissions.DEFAULT), 0);
        }
        SegmentHeader header = new SegmentHeader(
                meta.lineage(), id, firstSequence, generation, newSalt(), meta.hash(), meta.codec());
        StoreFile file = prepared.file();
        try {
            file.write(0, ByteBuffer.wrap(header.encode()));
            file.force(ForceMode.ALL);
            steps.reached(CommitSteps.Step.CREATED);
        } catch (IOException e) {
            file.close();
            throw e; // the staging file has no name that counts; the next attempt begins with a fresh one
        }
        publish(id);
        steps.reached(CommitSteps.Step.NAMED);
        long zerosTo = prepared.zerosTo();
        ActiveSegment next = new ActiveSegment(header, file, new FrameTable(), SegmentHeader.LENGTH, zerosTo, capacity);
        segments.add(new SegmentView(header, file, zerosTo));
        catalogue.created(id);
        lastId = id;
        lastCapacity = capacity;
        active = next;
        preparer.want(id + 1, sizeAfter(capacity), capacity);
        return next;
    }

    private void publish(long id) throws UncertainException {
        try {
            directory.replace(SegmentName.staging(id), SegmentName.of(id));
            directory.force();
        } catch (IOException e) {
            throw new UncertainException("The name of segment " + SegmentName.of(id) + " could not be made durable", e);
        }
    }

    private void deleteStaging(long id) throws IOException {
        try {
            directory.delete(SegmentName.staging(id));
        } catch (NoSuchFileException e) {
            // the usual case
        }
    }

    private long newSalt() {
        byte[] salt = new byte[8];
        random.fill(salt);
        return LittleEndian.i64(salt, 0);
    }

    /** Returns where a clean close is noted: the end of the log. */
    long endSegment() {
        return lastId;
    }

    void close() {
        preparer.close();
    }
}
