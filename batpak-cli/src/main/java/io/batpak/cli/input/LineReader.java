package io.batpak.cli.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines. A line is handed out as soon as its line feed is there: nothing waits for a
 * buffer to fill. A byte order mark at the very start is no part of the first line; a carriage return before the line
 * feed, and a missing line feed at the end, are fine.
 *
 * <p>The line itself lies in {@link #buffer}, from {@link #offset} on, until the next call of {@link #next}.
 */
public final class LineReader {
    /** The largest length of a line in bytes, its end not counted. */
    public static final int MAX_BYTES = 64 << 20;

    // A byte order mark before the longest line, and its end.
    private static final int MAX_BUFFER_BYTES = 3 + MAX_BYTES + 2;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int unread;
    private int filled;
    private boolean ended;

    private long number;
    private int offset;
    private int length;
    private boolean tooLong;

    /** Makes a reader that takes from {@code in} only what it needs, and never closes it. */
    public LineReader(InputStream in) {
        this.in = in;
    }

    /** Moves on to the next line; returns false at the end of the input. */
    public boolean next() throws IOException {
        tooLong = false;
        int end = findEnd();
        if (end < 0 && unread == filled && !tooLong) {
            return false;
        }
        number++;
        offset = unread;
        length = (end < 0 ? filled : end) - unread;
        unread = end < 0 ? filled : end + 1;
        if (length > 0 && buffer[offset + length - 1] == '\r') {
            length--;
        }
        if (number == 1 && length >= 3 && startsWithMark(offset)) {
            offset += 3;
            length -= 3;
        }
        tooLong |= length > MAX_BYTES;
        return true;
    }

    /** Returns where the line is; it changes with the next call of {@link #next}. */
    public byte[] buffer() {
        return buffer;
    }

    /** Returns where in the buffer the line begins. */
    public int offset() {
        return offset;
    }

    /** Returns the length of the line in bytes, without its end. */
    public int length() {
        return length;
    }

    /** Returns which line of the input it is, from 1 on; blank ones count. */
    public long number() {
        return number;
    }

    /** Returns true if the line is longer than {@link #MAX_BYTES}; its content is then not to be had. */
    public boolean isTooLong() {
        return tooLong;
    }

    /** Returns true if there is nothing but white space on the line. */
    public boolean isBlank() {
        for (int i = offset; i < offset + length; i++) {
            byte b = buffer[i];
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return !tooLong;
    }

    /** Returns the place of the line feed that ends the line at {@link #unread}; -1 if the input ends before. */
    private int findEnd() throws IOException {
        int scanned = unread;
        while (true) {
            for (; scanned < filled; scanned++) {
                if (buffer[scanned] == '\n') {
                    return scanned;
                }
            }
            if (ended) {
                return -1;
            }
            if (unread > 0) {
                System.arraycopy(buffer, unread, buffer, 0, filled - unread);
                filled -= unread;
                scanned -= unread;
                unread = 0;
            }
            if (filled == MAX_BUFFER_BYTES) {
                tooLong = true;
                filled = 0;
                scanned = 0;
            } else if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, MAX_BUFFER_BYTES));
            }
            fill();
        }
    }

    private void fill() throws IOException {
        int count = in.read(buffer, filled, buffer.length - filled);
        if (count < 0) {
            ended = true;
        } else {
            filled += count;
        }
    }

    private boolean startsWithMark(int at) {
        return buffer[at] == (byte) 0xef && buffer[at + 1] == (byte) 0xbb && buffer[at + 2] == (byte) 0xbf;
    }
}
