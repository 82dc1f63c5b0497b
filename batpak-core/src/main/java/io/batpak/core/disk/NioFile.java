package io.batpak.core.disk;

import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file behind a {@link DiskChannel}. */
final class NioFile implements StoreFile {
    /**
     * Zeros go out in small pieces: the page cache keeps what one call wrote in large units, and a later store into
     * such a unit makes all of it dirty, so that each force would write a megabyte.
     */
    private static final int ZERO_BYTES = 64 * 1024;

    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(ZERO_BYTES).asReadOnlyBuffer();

    private final DiskChannel channel;
    private final FileLocation location;
    private final StoreAccess access;
    private final @Nullable MappedStores stores;

    NioFile(DiskChannel channel, FileLocation location, StoreAccess access) {
        this.channel = channel;
        this.location = location;
        this.access = access;
        this.stores = access == StoreAccess.READ_WRITE_MAPPED && MappedStores.SUPPORTED
                ? new MappedStores(channel, location)
                : null;
    }

    @Override
    public long length() throws IOException {
        return channel.size();
    }

    @Override
    public int read(long offset, ByteBuffer target) throws IOException {
        return channel.read(offset, target);
    }

    @Override
    public void write(long offset, ByteBuffer source) throws IOException {
        requireWritable();
        if (stores == null || !stores.put(offset, source)) {
            channel.write(offset, source);
        }
    }

    @Override
    public void zeroTo(long from, long to) throws IOException {
        requireWritable();
        if (from > to) {
            throw new IllegalArgumentException("From " + from + " to " + to);
        }
        for (long at = from; at < to;) {
            int length = (int) Math.min(ZERO_BYTES, to - at);
            channel.write(at, ZEROS.duplicate().limit(length));
            at += length;
        }
    }

    @Override
    public void truncate(long length) throws IOException {
        requireWritable();
        if (stores != null) {
            stores.forget();
        }
        channel.truncate(length);
    }

    /** {@inheritDoc} On Linux this includes what was stored through a mapping; elsewhere there are no such stores. */
    @Override
    public void force(ForceMode mode) throws IOException {
        channel.force(Objects.requireNonNull(mode) == ForceMode.ALL);
    }

    @Override
    public Optional<View> view(long length) throws IOException {
        if (length < 0) {
            throw new IllegalArgumentException("A view of " + length + " bytes");
        }
        long available = channel.size();
        if (length > available) {
            throw new EOFException("A view of " + length + " bytes of " + location.path() + ", which has " + available);
        }
        return MappedView.of(location, length);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void requireWritable() throws IOException {
        if (access == StoreAccess.READ) {
            throw new AccessDeniedException(location.path().toString(), null, "opened for reading");
        }
    }
}
