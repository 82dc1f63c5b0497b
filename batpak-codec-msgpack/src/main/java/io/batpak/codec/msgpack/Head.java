package io.batpak.codec.msgpack;

/**
 * The first bytes of MessagePack values. Families with a length of 1, 2 or 4 bytes have consecutive heads, and the four
 * widths of an integer are in the two lowest bits of its head.
 */
final class Head {
    static final int FIXMAP = 0x80;
    static final int FIXARRAY = 0x90;
    static final int FIXSTR = 0xa0;
    static final int NIL = 0xc0;
    static final int NEVER_USED = 0xc1;
    static final int FALSE = 0xc2;
    static final int TRUE = 0xc3;
    static final int BIN8 = 0xc4;
    static final int EXT8 = 0xc7;
    static final int FLOAT32 = 0xca;
    static final int FLOAT64 = 0xcb;
    static final int UINT8 = 0xcc;
    static final int UINT64 = 0xcf;
    static final int INT8 = 0xd0;
    static final int INT64 = 0xd3;
    static final int FIXEXT1 = 0xd4;
    static final int FIXEXT16 = 0xd8;
    static final int STR8 = 0xd9;
    static final int ARRAY16 = 0xdc;
    static final int ARRAY32 = 0xdd;
    static final int MAP16 = 0xde;
    static final int MAP32 = 0xdf;
    static final int NEGATIVE_FIXINT = 0xe0;

    private Head() {}

    /** Returns the head of the shortest form of an integer. */
    static int ofInteger(long value) {
        if (value >= 0) {
            if (value < FIXMAP) {
                return (int) value;
            }
            return value < 1 << 8 ? UINT8 : value < 1 << 16 ? UINT8 + 1 : value < 1L << 32 ? UINT8 + 2 : UINT64;
        }
        if (value >= -32) {
            return (int) value & 0xff;
        }
        return value >= Byte.MIN_VALUE
                ? INT8
                : value >= Short.MIN_VALUE ? INT8 + 1 : value >= Integer.MIN_VALUE ? INT8 + 2 : INT64;
    }

    static boolean isInteger(int head) {
        return isFixInteger(head) || (head >= UINT8 && head <= INT64);
    }

    static boolean isFixInteger(int head) {
        return head < FIXMAP || head >= NEGATIVE_FIXINT;
    }

    static boolean isContainer(int head) {
        return (head >= FIXMAP && head < FIXSTR) || (head >= ARRAY16 && head <= MAP32);
    }

    /** Returns how many bytes an integer has after its head. */
    static int integerWidth(int head) {
        return isFixInteger(head) ? 0 : 1 << (head & 3);
    }
}
