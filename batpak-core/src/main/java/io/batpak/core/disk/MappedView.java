package io.batpak.core.disk;

import io.batpak.api.spi.StoreFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.util.Optional;

/** A view over read-only mappings of at most 1 GiB each, since a buffer cannot be longer than 2 GiB. */
final class MappedView implements StoreFile.View {
    private static final int PIECE_SHIFT = 30;
    private static final int PIECE_BYTES = 1 << PIECE_SHIFT;
    private static final int PIECE_MASK = PIECE_BYTES - 1;

    private final MappedByteBuffer[] pieces;
    private final long length;
    private final FileLocation location;

    private MappedView(MappedByteBuffer[] pieces, long length, FileLocation location) {
        this.pieces = pieces;
        this.length = length;
        this.location = location;
    }

    static Optional<StoreFile.View> of(FileLocation location, long length) throws IOException {
        MappedByteBuffer[] pieces = new MappedByteBuffer[Math.toIntExact(length + PIECE_MASK >>> PIECE_SHIFT)];
        for (int i = 0; i < pieces.length; i++) {
            long offset = (long) i << PIECE_SHIFT;
            Optional<MappedByteBuffer> piece = location.map(MapMode.READ_ONLY, offset,
                    Math.min(PIECE_BYTES, length - offset));
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            pieces[i] = piece.get();
        }
        return Optional.of(new MappedView(pieces, length, location));
    }

    @Override
    public void read(long offset, byte[] target, int at, int count) throws IOException {
        if ((offset | count) < 0 || offset > length - count) {
            throw new EOFException(count + " bytes from " + offset + " on are not within the " + length
                    + " bytes of the view of " + location.path());
        }
        long from = offset;
        int to = at;
        try {
            while (to < at + count) {
                MappedByteBuffer piece = pieces[(int) (from >>> PIECE_SHIFT)];
                int start = (int) from & PIECE_MASK;
                int copied = Math.min(at + count - to, piece.capacity() - start);
                piece.get(start, target, to, copied);
                from += copied;
                to += copied;
            }
        } catch (InternalError e) {
            // What the JVM makes of a page that cannot be had: the file was cut, or the medium failed.
            throw new IOException("Cannot read " + count + " bytes at " + offset + " of " + location.path()
                    + " through its mapping; the file was cut, or the medium failed", e);
        }
    }
}
