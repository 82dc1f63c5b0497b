package io.batpak.codec.msgpack;

import java.util.Arrays;

/**
 * The order of the keys of a canonical map, and what makes two keys the same whatever form they were written in
 * (CO-04). Integers come first, ordered by the bytes of their shortest form; then texts by their UTF-8, byte strings by
 * their bytes, extensions by type and bytes; and at last all others by their encoded bytes.
 */
final class KeyOrder {
    private static final int INTEGER = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int EXTENSION = 3;
    private static final int OTHER = 4;

    private KeyOrder() {}

    /** Compares two well-formed keys in {@code in}; 0 means the same key. */
    static int compare(byte[] in, int start, int end, int otherStart, int otherEnd) {
        int family = family(in[start] & 0xff);
        int otherFamily = family(in[otherStart] & 0xff);
        if (family != otherFamily) {
            return Integer.compare(family, otherFamily);
        }
        if (family == INTEGER) {
            return compareIntegers(in, start, otherStart);
        }
        return Arrays.compareUnsigned(
                in, start + headLength(in[start] & 0xff), end, in, otherStart + headLength(in[otherStart] & 0xff),
                otherEnd);
    }

    private static int family(int head) {
        if (Head.isInteger(head)) {
            return INTEGER;
        }
        if (isShortText(head) || (head >= Head.STR8 && head < Head.ARRAY16)) {
            return TEXT;
        }
        if (head >= Head.BIN8 && head < Head.EXT8) {
            return BINARY;
        }
        return isFixedExtension(head) || (head >= Head.EXT8 && head < Head.FLOAT32) ? EXTENSION : OTHER;
    }

    private static boolean isShortText(int head) {
        return head >= Head.FIXSTR && head < Head.NIL;
    }

    private static boolean isFixedExtension(int head) {
        return head >= Head.FIXEXT1 && head <= Head.FIXEXT16;
    }

    /** Returns what to leave out of a comparison: the head with the length, as a length may have several forms. */
    private static int headLength(int head) {
        return switch (head) {
            case Head.STR8, Head.BIN8, Head.EXT8 -> 2;
            case Head.STR8 + 1, Head.BIN8 + 1, Head.EXT8 + 1 -> 3;
            case Head.STR8 + 2, Head.BIN8 + 2, Head.EXT8 + 2 -> 5;
            default -> isShortText(head) || isFixedExtension(head) ? 1 : 0;
        };
    }

    private static int compareIntegers(byte[] in, int at, int otherAt) {
        long value = integer(in, at);
        long other = integer(in, otherAt);
        int byHead = Integer.compare(shortestHead(in, at, value), shortestHead(in, otherAt, other));
        return byHead != 0 ? byHead : Long.compareUnsigned(value, other);
    }

    private static int shortestHead(byte[] in, int at, long value) {
        boolean above63Bits = (in[at] & 0xff) == Head.UINT64 && value < 0;
        return above63Bits ? Head.UINT64 : Head.ofInteger(value);
    }

    /** Returns the value of an integer; of one of 64 bits without a sign, its bits. */
    private static long integer(byte[] in, int at) {
        int head = in[at] & 0xff;
        if (Head.isFixInteger(head)) {
            return in[at];
        }
        int width = Head.integerWidth(head);
        long value = head >= Head.INT8 ? in[at + 1] : in[at + 1] & 0xff;
        for (int i = 2; i <= width; i++) {
            value = (value << 8) | (in[at + i] & 0xff);
        }
        return value;
    }
}
