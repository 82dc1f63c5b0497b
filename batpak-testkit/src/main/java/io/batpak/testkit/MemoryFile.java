package io.batpak.testkit;

import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.util.Objects;
import java.util.Optional;

/** A handle of a file on a {@link Volume}. */
final class MemoryFile implements StoreFile {
    private final Volume volume;
    private final Inode inode;
    private final StoreAccess access;
    private boolean closed;

    MemoryFile(Volume volume, Inode inode, StoreAccess access) {
        this.volume = volume;
        this.inode = inode;
        this.access = access;
    }

    @Override
    public long length() throws IOException {
        volume.lock.lock();
        try {
            requireOpen();
            return inode.content.length();
        } finally {
            volume.lock.unlock();
        }
    }

    @Override
    public int read(long offset, ByteBuffer target) throws IOException {
        requireNotNegative(offset);
        volume.lock.lock();
        try {
            requireOpen();
            int count = (int) Math.max(0, Math.min(target.remaining(), inode.content.length() - offset));
            byte[] bytes = new byte[count];
            inode.content.read(offset, bytes, 0, count);
            target.put(bytes);
            return count;
        } finally {
            volume.lock.unlock();
        }
    }

    @Override
    public void write(long offset, ByteBuffer source) throws IOException {
        requireNotNegative(offset);
        volume.lock.lock();
        try {
            requireWritable();
            int count = source.remaining();
            requireRoom(offset, count);
            if (count > 0) {
                long operation = volume.begin(Operation.on(OperationKind.WRITE, inode.name(), offset, count));
                byte[] bytes = new byte[count];
                source.get(bytes);
                inode.write(operation, offset, bytes);
            }
        } finally {
            volume.lock.unlock();
        }
    }

    @Override
    public void zeroTo(long from, long to) throws IOException {
        requireNotNegative(from);
        requireNotNegative(to - from);
        volume.lock.lock();
        try {
            requireWritable();
            requireRoom(from, to - from);
            if (from < to) {
                inode.zero(volume.begin(Operation.on(OperationKind.ZERO, inode.name(), from, to - from)), from, to);
            }
        } finally {
            volume.lock.unlock();
        }
    }

    @Override
    public void truncate(long length) throws IOException {
        requireNotNegative(length);
        volume.lock.lock();
        try {
            requireWritable();
            long cut = inode.content.length() - length;
            if (cut > 0) {
                inode.truncate(volume.begin(Operation.on(OperationKind.TRUNCATE, inode.name(), length, cut)), length);
            }
        } finally {
            volume.lock.unlock();
        }
    }

    @Override
    public void force(ForceMode mode) throws IOException {
        Objects.requireNonNull(mode);
        volume.lock.lock();
        try {
            requireOpen();
            volume.force(inode);
        } finally {
            volume.lock.unlock();
        }
    }

    @Override
    public Optional<View> view(long length) throws IOException {
        requireNotNegative(length);
        volume.lock.lock();
        try {
            requireOpen();
            if (length > inode.content.length()) {
                throw new IOException("A view of " + length + " bytes is longer than the file " + inode.name());
            }
            return Optional.of((offset, target, at, count) -> readView(length, offset, target, at, count));
        } finally {
            volume.lock.unlock();
        }
    }

    @Override
    public void close() {
        volume.lock.lock();
        try {
            closed = true;
        } finally {
            volume.lock.unlock();
        }
    }

    /** Does not ask whether the handle is open: a view outlives it. */
    private void readView(long limit, long offset, byte[] target, int at, int count) throws IOException {
        Objects.checkFromIndexSize(at, count, target.length);
        volume.lock.lock();
        try {
            volume.requirePower();
            long end = Math.min(limit, inode.content.length());
            if (offset < 0 || offset > end - count) {
                throw new IOException("Cannot read " + count + " bytes at " + offset + " of " + inode.name()
                        + " through a view of " + limit + " bytes, the file has " + inode.content.length());
            }
            inode.content.read(offset, target, at, count);
        } finally {
            volume.lock.unlock();
        }
    }

    private void requireOpen() throws IOException {
        volume.requirePower();
        if (closed) {
            throw new ClosedChannelException();
        }
    }

    private void requireWritable() throws IOException {
        requireOpen();
        if (access == StoreAccess.READ) {
            throw new AccessDeniedException(inode.name(), null, "opened for reading");
        }
    }

    private void requireRoom(long offset, long count) throws IOException {
        if (count > PagedBytes.MAX_LENGTH || offset > PagedBytes.MAX_LENGTH - count) {
            throw new IOException("File too large: " + inode.name() + " to " + offset + " + " + count);
        }
    }

    private static void requireNotNegative(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("Negative: " + number);
        }
    }
}
