package io.batpak.core.append;

import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import io.batpak.core.segment.SegmentName;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Fills the next segment with zeros ahead of its use, in small forced steps, so that no commit waits for space and no
 * force carries a burst (D-22). The helper fills; the holder of the writer role takes what there is.
 */
final class SegmentPreparer {
    /** How much is written between two forces. */
    static final int STEP = 256 << 10;

    /**
     * A file under its staging name, filled with zeros up to somewhere.
     *
     * @param file the open file
     * @param zerosTo up to where
     */
    record Prepared(StoreFile file, long zerosTo) {}

    private final StoreDirectory directory;
    private final StoreAccess access;
    private final ReentrantLock lock = new ReentrantLock();
    private long id;
    private long size;
    private long zerosTo;
    private @Nullable StoreFile file;

    SegmentPreparer(StoreDirectory directory, StoreAccess access) {
        this.directory = directory;
        this.access = access;
    }

    /** Asks for a segment to be prepared. */
    void want(long segmentId, long segmentSize) {
        lock.lock();
        try {
            if (file == null) {
                id = segmentId;
                size = segmentSize;
                zerosTo = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isDue() {
        lock.lock();
        try {
            return id != 0 && zerosTo < size;
        } finally {
            lock.unlock();
        }
    }

    /** Fills the next step; for the helper. */
    void step() throws IOException {
        lock.lock();
        try {
            if (id == 0 || zerosTo >= size) {
                return;
            }
            StoreFile target = file;
            if (target == null) {
                deleteStaging(id);
                target = directory.create(SegmentName.staging(id), access, StoreDirectory.Permissions.DEFAULT);
                file = target;
            }
            long to = Math.min(zerosTo + STEP, size);
            target.zeroTo(zerosTo, to);
            if (access != StoreAccess.READ_WRITE_MAPPED) {
                target.force(ForceMode.ALL); // no commit waits for a force of a WRITTEN store, so there none is saved by this
            }
            zerosTo = to;
        } catch (IOException e) {
            abandon();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the file that was prepared for this segment, filled or not; for the holder of the writer role. */
    Optional<Prepared> take(long segmentId) {
        lock.lock();
        try {
            StoreFile prepared = file;
            if (prepared == null || id != segmentId) {
                id = 0;
                return Optional.empty();
            }
            file = null;
            id = 0;
            return Optional.of(new Prepared(prepared, zerosTo));
        } finally {
            lock.unlock();
        }
    }

    /** Gives up what is being prepared and removes it. */
    void close() {
        lock.lock();
        try {
            long abandoned = id;
            abandon();
            if (abandoned != 0) {
                deleteStaging(abandoned);
            }
        } catch (IOException e) {
            // a staging file that stays behind is deleted by the next writable open
        } finally {
            lock.unlock();
        }
    }

    private void abandon() {
        StoreFile open = file;
        file = null;
        id = 0;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // it held only zeros, and is deleted by the next writable open
            }
        }
    }

    private void deleteStaging(long segmentId) throws IOException {
        try {
            directory.delete(SegmentName.staging(segmentId));
        } catch (NoSuchFileException e) {
            // the usual case
        }
    }
}
