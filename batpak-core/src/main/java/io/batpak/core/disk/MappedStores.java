package io.batpak.core.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes as stores into a mapping, for those parts of a file that are there already. They reach the page cache, as a
 * write call does, at a fraction of its cost.
 *
 * <p>Offered on Linux alone. There reads, views and mappings share one page cache, and {@code fdatasync} also writes
 * the pages that were changed through a mapping, so that forcing the channel is enough; other systems promise neither.
 */
final class MappedStores {
    static final boolean SUPPORTED = System.getProperty("os.name", "").startsWith("Linux");

    private static final long MAX_BYTES = Integer.MAX_VALUE - 8;

    private final DiskChannel channel;
    private final FileLocation location;
    private final ReentrantLock mapping = new ReentrantLock();
    private volatile @Nullable MappedByteBuffer mapped;

    MappedStores(DiskChannel channel, FileLocation location) {
        this.channel = channel;
        this.location = location;
    }

    /** Stores all that remains and returns true, or returns false: it is for the channel to write. */
    boolean put(long offset, ByteBuffer source) throws IOException {
        int length = source.remaining();
        long end = offset + length;
        if (offset < 0 || end < 0 || end > MAX_BYTES) {
            return false;
        }
        MappedByteBuffer target = mapped;
        if (target == null || end > target.capacity()) {
            target = mapUpTo(end);
            if (target == null) {
                return false;
            }
        }
        try {
            target.put((int) offset, source, source.position(), length);
            PageFault.raise();
        } catch (InternalError e) {
            throw new IOException("Cannot store " + length + " bytes at " + offset + " of " + location.path()
                    + " through its mapping; the file was cut, or the medium failed or is full", e);
        }
        source.position(source.limit());
        return true;
    }

    /** Lets the mapping go; the file is about to become shorter than it. */
    void forget() {
        mapping.lock();
        try {
            mapped = null;
        } finally {
            mapping.unlock();
        }
    }

    private @Nullable MappedByteBuffer mapUpTo(long end) throws IOException {
        mapping.lock();
        try {
            MappedByteBuffer current = mapped;
            if (current != null && end <= current.capacity()) {
                return current;
            }
            long length = Math.min(channel.size(), MAX_BYTES);
            if (end > length) {
                return null;
            }
            Optional<MappedByteBuffer> made = location.map(MapMode.READ_WRITE, 0, length);
            mapped = made.orElse(null);
            return mapped;
        } finally {
            mapping.unlock();
        }
    }
}
