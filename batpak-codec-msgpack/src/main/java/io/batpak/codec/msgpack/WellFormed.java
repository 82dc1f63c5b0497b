package io.batpak.codec.msgpack;

import java.util.Arrays;

/**
 * The walk that foreign bytes must pass before anything else reads them (J-43). It accepts exactly one value, in any of
 * the forms that MessagePack allows: every length fits into the bytes that are left, containers are nested at most
 * {@value #MAX_DEPTH} deep, text is UTF-8, and no map has a key twice. It does not recurse, and what it allocates is
 * bounded by the length of the bytes, so that neither a declared length nor a depth can harm (CO-07 to CO-11).
 */
final class WellFormed {
    /** How deep arrays and maps may be nested. */
    static final int MAX_DEPTH = 128;

    private static final int NO_KEYS = -1;

    private final byte[] in;
    private final KeyStack keys;
    private int at;
    private int depth;

    // One entry per open container: items still to come (a map's keys count), its first byte, its first key.
    private int[] left = new int[8];
    private int[] starts = new int[8];
    private int[] keyBases = new int[8];

    private WellFormed(byte[] in) {
        this.in = in;
        this.keys = new KeyStack(in);
    }

    /** Checks that the bytes are one well-formed value. */
    static void require(byte[] bytes) {
        new WellFormed(bytes).walk();
    }

    private void walk() {
        do {
            item();
        } while (depth > 0);
        if (at < in.length) {
            throw new Refusal((in.length - at) + " bytes follow the value, which ends at byte " + at); // CO-08
        }
    }

    private void item() {
        int start = at;
        int head = (int) number(1);
        if (Head.isContainer(head)) {
            container(start, head);
            return;
        }
        if (Head.isInteger(head)) {
            skip(Head.integerWidth(head));
        } else if (head >= Head.FIXSTR && head < Head.NIL) {
            text(head - Head.FIXSTR);
        } else {
            sized(head);
        }
        complete(start);
    }

    private void sized(int head) {
        switch (head) {
            case Head.NIL, Head.FALSE, Head.TRUE -> {}
            case Head.FLOAT32 -> skip(Float.BYTES);
            case Head.FLOAT64 -> skip(Double.BYTES);
            case Head.BIN8, Head.BIN8 + 1, Head.BIN8 + 2 -> skip(number(1 << (head - Head.BIN8)));
            case Head.EXT8, Head.EXT8 + 1, Head.EXT8 + 2 -> skip(1 + number(1 << (head - Head.EXT8)));
            case Head.STR8, Head.STR8 + 1, Head.STR8 + 2 -> text(number(1 << (head - Head.STR8)));
            case Head.NEVER_USED -> throw new Refusal("byte " + (at - 1) + " is not the beginning of a value");
            default -> skip(1 + (1 << (head - Head.FIXEXT1)));
        }
    }

    private void container(int start, int head) {
        switch (head) {
            case Head.ARRAY16, Head.ARRAY32 -> open(start, number(2 << (head - Head.ARRAY16)), NO_KEYS);
            case Head.MAP16, Head.MAP32 -> open(start, 2 * number(2 << (head - Head.MAP16)), keys.size());
            default -> {
                int count = head & 0xf;
                if (head < Head.FIXARRAY) {
                    open(start, 2L * count, keys.size());
                } else {
                    open(start, count, NO_KEYS);
                }
            }
        }
    }

    private void open(int start, long items, int keyBase) {
        if (depth == MAX_DEPTH) {
            throw new Refusal("nested more than " + MAX_DEPTH + " deep at byte " + start); // CO-10
        }
        if (items > in.length - at) { // CO-09: every item has at least one byte
            throw new Refusal("a container at byte " + start + " declares more items than there are bytes left");
        }
        if (items == 0) {
            complete(start);
            return;
        }
        if (depth == left.length) {
            left = Arrays.copyOf(left, depth * 2);
            starts = Arrays.copyOf(starts, depth * 2);
            keyBases = Arrays.copyOf(keyBases, depth * 2);
        }
        left[depth] = (int) items;
        starts[depth] = start;
        keyBases[depth] = keyBase;
        depth++;
    }

    /** Counts a value that has ended, and the containers that end with it. */
    private void complete(int itemStart) {
        int start = itemStart;
        while (depth > 0) {
            int top = depth - 1;
            left[top]--;
            boolean key = keyBases[top] != NO_KEYS && (left[top] & 1) == 1;
            if (key) {
                keys.push(start, at);
            }
            if (left[top] > 0) {
                return;
            }
            start = starts[top];
            if (keyBases[top] != NO_KEYS && !keys.popDistinct(keyBases[top])) {
                throw new Refusal("the map at byte " + start + " has a key twice");
            }
            depth = top;
        }
    }

    private void text(long length) {
        int start = at;
        skip(length);
        if (!Utf8.isWellFormed(in, start, at)) {
            throw new Refusal("the text at byte " + start + " is not UTF-8"); // CO-02
        }
    }

    private void skip(long length) {
        if (length > in.length - at) {
            throw new Refusal("the bytes end within a value: " + length + " are wanted at byte " + at + ", "
                    + (in.length - at) + " are left"); // CO-07
        }
        at += (int) length;
    }

    /** Reads a number of {@code width} bytes, big endian, without a sign. */
    private long number(int width) {
        int start = at;
        skip(width);
        long number = 0;
        for (int i = start; i < at; i++) {
            number = (number << 8) | (in[i] & 0xff);
        }
        return number;
    }
}
