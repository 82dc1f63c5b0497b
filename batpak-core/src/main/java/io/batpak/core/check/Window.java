package io.batpak.core.check;

import io.batpak.api.spi.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A file in pieces that are copied into the heap: no checksum and no hash runs on mapped memory (D-6). */
final class Window {
    private static final int PIECE = 1 << 20;

    private final StoreFile file;
    private ByteBuffer piece;
    private long start;

    Window(StoreFile file) throws IOException {
        this.file = file;
        this.piece = allocate((int) Math.min(PIECE, Math.max(file.length(), Long.BYTES)));
        piece.limit(0);
    }

    private static ByteBuffer allocate(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns the length that the file has now. */
    long fileLength() throws IOException {
        return file.length();
    }

    /** Reads anew what is asked for next: beside a writer it may have changed. */
    void forget() {
        piece.limit(0);
    }

    /** Returns true if the file has this range, which is in {@link #bytes} from then on; the caller bounds its length. */
    boolean holds(long offset, int length) throws IOException {
        if (offset >= start && offset + length <= start + piece.limit()) {
            return true;
        }
        if (length > piece.capacity()) {
            piece = allocate(length);
        }
        start = offset;
        piece.clear();
        piece.limit(Math.max(0, file.read(offset, piece)));
        return length <= piece.limit();
    }

    /** Returns where a byte of the file is in {@link #bytes}. */
    int index(long offset) {
        return (int) (offset - start);
    }

    ByteBuffer bytes() {
        return piece;
    }

    /** Returns where the first byte that is not zero lies; {@code to} if there is none. */
    long firstNonZero(long from, long to) throws IOException {
        for (long at = from; at < to && holds(at, 1);) {
            int limit = (int) Math.min(piece.limit(), to - start);
            for (int i = index(at); i < limit; i++) {
                if (piece.get(i) != 0) {
                    return start + i;
                }
            }
            at = start + limit;
        }
        return to;
    }
}
