package io.batpak.core.plugins;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The compression function of BLAKE3. */
final class Blake3Compression {
    static final int BLOCK_BYTES = 64;
    static final int VALUE_WORDS = 8;

    static final int CHUNK_START = 1;
    static final int CHUNK_END = 2;
    static final int PARENT = 4;
    static final int ROOT = 8;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BLOCK_WORDS = 16;
    private static final int[] IV = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab,
        0x5be0cd19};

    /** Which words of the block each round mixes in, in the order of use. */
    private static final byte[][] SCHEDULE = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
        {2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8},
        {3, 4, 10, 12, 13, 2, 7, 14, 6, 5, 9, 0, 11, 15, 8, 1},
        {10, 7, 12, 9, 14, 3, 13, 15, 4, 0, 11, 2, 5, 8, 1, 6},
        {12, 13, 9, 11, 15, 10, 14, 8, 7, 2, 5, 3, 0, 1, 6, 4},
        {9, 14, 11, 5, 8, 12, 15, 1, 13, 3, 0, 10, 2, 6, 4, 7},
        {11, 15, 5, 0, 1, 9, 8, 6, 14, 10, 2, 12, 3, 4, 7, 13}};

    private Blake3Compression() {}

    /** Makes a value that of an empty chunk. */
    static void begin(int[] value) {
        System.arraycopy(IV, 0, value, 0, VALUE_WORDS);
    }

    /** Writes a value's bytes. */
    static void store(int[] value, byte[] target, int offset) {
        for (int i = 0; i < VALUE_WORDS; i++) {
            INT.set(target, offset + Integer.BYTES * i, value[i]);
        }
    }

    /** Compresses a block of a chunk into the value. */
    static void compress(int[] value, byte[] block, int offset, long counter, int length, int flags) {
        int[] m = new int[BLOCK_WORDS];
        for (int i = 0; i < BLOCK_WORDS; i++) {
            m[i] = (int) INT.get(block, offset + Integer.BYTES * i);
        }
        compress(value, m, counter, length, flags);
    }

    /** Makes the value, a right child, that of its parent. */
    static void join(int[] value, int[] left, int leftOffset, int rootFlag) {
        int[] m = new int[BLOCK_WORDS];
        System.arraycopy(left, leftOffset, m, 0, VALUE_WORDS);
        System.arraycopy(value, 0, m, VALUE_WORDS, VALUE_WORDS);
        begin(value);
        compress(value, m, 0, BLOCK_BYTES, PARENT | rootFlag);
    }

    private static void compress(int[] value, int[] m, long counter, int length, int flags) {
        int[] v = {value[0], value[1], value[2], value[3], value[4], value[5], value[6], value[7],
            IV[0], IV[1], IV[2], IV[3], (int) counter, (int) (counter >>> 32), length, flags};
        for (byte[] s : SCHEDULE) {
            mix(v, 0, 4, 8, 12, m[s[0]], m[s[1]]);
            mix(v, 1, 5, 9, 13, m[s[2]], m[s[3]]);
            mix(v, 2, 6, 10, 14, m[s[4]], m[s[5]]);
            mix(v, 3, 7, 11, 15, m[s[6]], m[s[7]]);
            mix(v, 0, 5, 10, 15, m[s[8]], m[s[9]]);
            mix(v, 1, 6, 11, 12, m[s[10]], m[s[11]]);
            mix(v, 2, 7, 8, 13, m[s[12]], m[s[13]]);
            mix(v, 3, 4, 9, 14, m[s[14]], m[s[15]]);
        }
        for (int i = 0; i < VALUE_WORDS; i++) {
            value[i] = v[i] ^ v[i + VALUE_WORDS];
        }
    }

    private static void mix(int[] v, int a, int b, int c, int d, int x, int y) {
        v[a] += v[b] + x;
        v[d] = Integer.rotateRight(v[d] ^ v[a], 16);
        v[c] += v[d];
        v[b] = Integer.rotateRight(v[b] ^ v[c], 12);
        v[a] += v[b] + y;
        v[d] = Integer.rotateRight(v[d] ^ v[a], 8);
        v[c] += v[d];
        v[b] = Integer.rotateRight(v[b] ^ v[c], 7);
    }
}
