package io.batpak.testkit;

import org.jspecify.annotations.Nullable;

/** A change of a file's bytes or length that was not forced yet. */
final class ByteChange {
    private final long operation;
    private final long from;
    private final long to;
    private final byte @Nullable [] bytes;
    private final boolean truncation;

    private ByteChange(long operation, long from, long to, byte @Nullable [] bytes, boolean truncation) {
        this.operation = operation;
        this.from = from;
        this.to = to;
        this.bytes = bytes;
        this.truncation = truncation;
    }

    /** The array is kept. */
    static ByteChange write(long operation, long offset, byte[] bytes) {
        return new ByteChange(operation, offset, offset + bytes.length, bytes, false);
    }

    static ByteChange zero(long operation, long from, long to) {
        return new ByteChange(operation, from, to, null, false);
    }

    static ByteChange truncate(long operation, long length) {
        return new ByteChange(operation, length, length, null, true);
    }

    long operation() {
        return operation;
    }

    long from() {
        return from;
    }

    /** Where it ends, exclusive. */
    long to() {
        return to;
    }

    boolean isTruncation() {
        return truncation;
    }

    /** Returns how long a file of that length is afterwards. */
    long lengthAfter(long length) {
        return truncation ? Math.min(length, from) : Math.max(length, to);
    }

    void applyTo(PagedBytes image) {
        if (truncation) {
            image.setLength(lengthAfter(image.length()));
        } else {
            applyRange(image, from, to);
        }
    }

    /** Does the part of it that lies in a range; nothing if it is a truncation. */
    void applyRange(PagedBytes image, long rangeFrom, long rangeTo) {
        long start = Math.max(from, rangeFrom);
        long end = Math.min(to, rangeTo);
        if (start >= end) {
            return;
        }
        if (bytes == null) {
            image.zero(start, end);
        } else {
            image.write(start, bytes, (int) (start - from), (int) (end - start));
        }
    }
}
