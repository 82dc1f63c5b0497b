package io.batpak.api.spi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One open file. A failed write leaves an unknown part of its bytes in its own range and touches nothing else. After a
 * failed {@link #force} nothing is known about what was written since the last one that succeeded; it is never
 * repeated.
 */
public interface StoreFile extends AutoCloseable {
    /** Returns the length in bytes, including what is not yet forced. */
    long length() throws IOException;

    /**
     * Reads from {@code offset} on until the buffer is full or the file ends; concurrent reads do not disturb each
     * other.
     *
     * @return the number of bytes read; less than was asked for only at the end of the file
     */
    int read(long offset, ByteBuffer target) throws IOException;

    /** Writes all bytes that remain in the buffer at {@code offset}, extending the file where needed. */
    void write(long offset, ByteBuffer source) throws IOException;

    /** Makes all bytes from {@code from} to {@code to} (exclusive) zero, extending the file where needed. */
    void zeroTo(long from, long to) throws IOException;

    /** Cuts the file to {@code length}; does nothing if it is not longer. */
    void truncate(long length) throws IOException;

    /** Returns when everything written so far survives a power cut. A failure is final (see above). */
    void force(ForceMode mode) throws IOException;

    /**
     * Returns a view for fast reading of the first {@code length} bytes, where the medium has such a thing. A view sees
     * what is written later, and stays valid when the file is closed, renamed or deleted.
     */
    default Optional<View> view(long length) throws IOException {
        return Optional.empty();
    }

    @Override
    void close() throws IOException;

    /**
     * A view for reading: it copies bytes out and never hands out a buffer, so that no check sum or hash ever runs on
     * mapped memory.
     *
     * <p><b>Threads:</b> safe for use by many threads at once.
     */
    interface View {
        /**
         * Copies bytes of the file out.
         *
         * @throws IOException if the range cannot be read, also if the file was cut meanwhile
         */
        void read(long offset, byte[] target, int at, int length) throws IOException;
    }
}
