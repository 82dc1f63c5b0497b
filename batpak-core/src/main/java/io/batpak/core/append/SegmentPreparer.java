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
 * force carries a burst (D-22). The helper fills, in step with how fast the current segment fills up: from a quarter to
 * three quarters of it. The holder of the writer role takes what there is.
 */
final class SegmentPreparer {
    /** How much is written between two forces. */
    private static final int STEP = 1 << 20;

    private static final long NEVER = Long.MAX_VALUE;

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
    private long currentCapacity;
    private volatile long dueAt = NEVER;
    private @Nullable StoreFile file;

    SegmentPreparer(StoreDirectory directory, StoreAccess access) {
        this.directory = directory;
        this.access = access;
    }

    /**
     * Asks for a segment to be prepared while another fills up.
     *
     * @param capacity how large the other may become; 0 if there is none, and everything is due at once
     */
    void want(long segmentId, long segmentSize, long capacity) {
        lock.lock();
        try {
            id = segmentId;
            size = segmentSize;
            zerosTo = 0;
            currentCapacity = capacity;
            schedule();
        } finally {
            lock.unlock();
        }
    }

    private void schedule() {
        dueAt = zerosTo < size ? currentCapacity / 4 + (long) (currentCapacity / 2.0 * zerosTo / size) : NEVER;
    }

    /** Returns true if the next step is due now that the current segment is filled up to {@code end}. */
    boolean isDue(long end) {
        return end >= dueAt;
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
            // Durable commits wait behind any burst, so each step is forced; stores into a mapping wait behind every
            // journal commit, so there is only one, which lets them find blocks that are allocated.
            if (access != StoreAccess.READ_WRITE_MAPPED || to == size) {
                target.force(ForceMode.ALL);
            }
            zerosTo = to;
            schedule();
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
            dueAt = NEVER;
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
        dueAt = NEVER;
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
