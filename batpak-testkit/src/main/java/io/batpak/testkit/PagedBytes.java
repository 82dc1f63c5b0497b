package io.batpak.testkit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A file's bytes as pages, of which those that were never written, or made zero as a whole, take no memory: files of
 * prepared zeros are common, and cost nothing. Whatever lies beyond the length is zero.
 */
final class PagedBytes {
    /** The longest file, in bytes. */
    static final long MAX_LENGTH = 1L << 34;

    private static final int PAGE_BYTES = 4096;

    private byte[] @Nullable [] pages = new byte[4][];
    private long length;

    PagedBytes() {}

    /** Copies the bytes in. */
    PagedBytes(byte[] bytes) {
        write(0, bytes, 0, bytes.length);
    }

    long length() {
        return length;
    }

    /** Copies bytes out; the range must lie within the length. */
    void read(long offset, byte[] target, int at, int count) {
        int done = 0;
        while (done < count) {
            long position = offset + done;
            int within = (int) (position % PAGE_BYTES);
            int step = Math.min(count - done, PAGE_BYTES - within);
            byte[] page = page(position);
            if (page == null) {
                Arrays.fill(target, at + done, at + done + step, (byte) 0);
            } else {
                System.arraycopy(page, within, target, at + done, step);
            }
            done += step;
        }
    }

    /** Writes, and grows where needed. */
    void write(long offset, byte[] source, int at, int count) {
        int done = 0;
        while (done < count) {
            long position = offset + done;
            int within = (int) (position % PAGE_BYTES);
            int step = Math.min(count - done, PAGE_BYTES - within);
            System.arraycopy(source, at + done, pageForWriting(position), within, step);
            done += step;
        }
        if (count > 0) {
            length = Math.max(length, offset + count);
        }
    }

    /** Makes a range zero, and grows where needed. */
    void zero(long from, long to) {
        long position = from;
        while (position < to) {
            int within = (int) (position % PAGE_BYTES);
            int step = (int) Math.min(to - position, PAGE_BYTES - within);
            byte[] page = page(position);
            if (page != null && step == PAGE_BYTES) {
                pages[(int) (position / PAGE_BYTES)] = null;
            } else if (page != null) {
                Arrays.fill(page, within, within + step, (byte) 0);
            }
            position += step;
        }
        if (from < to) {
            length = Math.max(length, to);
        }
    }

    /** Cuts what lies beyond, or grows by zeros. */
    void setLength(long newLength) {
        if (newLength < length) {
            zero(newLength, length);
        }
        length = newLength;
    }

    PagedBytes copy() {
        PagedBytes copy = new PagedBytes();
        copy.pages = new byte[pages.length][];
        for (int i = 0; i < pages.length; i++) {
            byte[] page = pages[i];
            copy.pages[i] = page == null ? null : page.clone();
        }
        copy.length = length;
        return copy;
    }

    byte[] toByteArray() {
        byte[] bytes = new byte[Math.toIntExact(length)];
        read(0, bytes, 0, bytes.length);
        return bytes;
    }

    private byte @Nullable [] page(long position) {
        int index = (int) (position / PAGE_BYTES);
        return index < pages.length ? pages[index] : null;
    }

    private byte[] pageForWriting(long position) {
        int index = (int) (position / PAGE_BYTES);
        if (index >= pages.length) {
            pages = Arrays.copyOf(pages, Math.max(index + 1, pages.length * 2));
        }
        byte[] page = pages[index];
        if (page == null) {
            page = new byte[PAGE_BYTES];
            pages[index] = page;
        }
        return page;
    }
}
