package io.batpak.core.plugins;

import static java.lang.Integer.rotateRight;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The compression function of BLAKE3.
 *
 * <p>Its shape was chosen by measuring: state and words in local variables, so that the compiler keeps what it can in
 * registers and checks no bounds; a loop over the rounds, since seven times the code gains nothing.
 */
final class Blake3Compression {
    static final int BLOCK_BYTES = 64;
    static final int VALUE_WORDS = 8;
    static final int VALUE_BYTES = 32;

    static final int CHUNK_START = 1;
    static final int CHUNK_END = 2;
    static final int PARENT = 4;
    static final int ROOT = 8;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int ROUNDS = 7;
    private static final int IV0 = 0x6a09e667;
    private static final int IV1 = 0xbb67ae85;
    private static final int IV2 = 0x3c6ef372;
    private static final int IV3 = 0xa54ff53a;
    private static final int[] IV = {IV0, IV1, IV2, IV3, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

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

    private static int word(byte[] block, int offset) {
        return (int) INT.get(block, offset);
    }

    // @formatter:off: one line is half a mixing, four lines are the four columns or diagonals.
    /** Compresses a block into the value. */
    static void compress(int[] value, byte[] block, int at, long counter, int length, int flags) {
        int m0 = word(block, at), m1 = word(block, at + 4), m2 = word(block, at + 8), m3 = word(block, at + 12);
        int m4 = word(block, at + 16), m5 = word(block, at + 20), m6 = word(block, at + 24), m7 = word(block, at + 28);
        int m8 = word(block, at + 32), m9 = word(block, at + 36), m10 = word(block, at + 40), m11 = word(block, at + 44);
        int m12 = word(block, at + 48), m13 = word(block, at + 52), m14 = word(block, at + 56), m15 = word(block, at + 60);
        int a0 = value[0], a1 = value[1], a2 = value[2], a3 = value[3];
        int b0 = value[4], b1 = value[5], b2 = value[6], b3 = value[7];
        int c0 = IV0, c1 = IV1, c2 = IV2, c3 = IV3;
        int d0 = (int) counter, d1 = (int) (counter >>> Integer.SIZE), d2 = length, d3 = flags;
        for (int round = 0; round < ROUNDS; round++) {
            a0 += b0 + m0; d0 = rotateRight(d0 ^ a0, 16); c0 += d0; b0 = rotateRight(b0 ^ c0, 12);
            a1 += b1 + m2; d1 = rotateRight(d1 ^ a1, 16); c1 += d1; b1 = rotateRight(b1 ^ c1, 12);
            a2 += b2 + m4; d2 = rotateRight(d2 ^ a2, 16); c2 += d2; b2 = rotateRight(b2 ^ c2, 12);
            a3 += b3 + m6; d3 = rotateRight(d3 ^ a3, 16); c3 += d3; b3 = rotateRight(b3 ^ c3, 12);
            a0 += b0 + m1; d0 = rotateRight(d0 ^ a0, 8); c0 += d0; b0 = rotateRight(b0 ^ c0, 7);
            a1 += b1 + m3; d1 = rotateRight(d1 ^ a1, 8); c1 += d1; b1 = rotateRight(b1 ^ c1, 7);
            a2 += b2 + m5; d2 = rotateRight(d2 ^ a2, 8); c2 += d2; b2 = rotateRight(b2 ^ c2, 7);
            a3 += b3 + m7; d3 = rotateRight(d3 ^ a3, 8); c3 += d3; b3 = rotateRight(b3 ^ c3, 7);
            a0 += b1 + m8; d3 = rotateRight(d3 ^ a0, 16); c2 += d3; b1 = rotateRight(b1 ^ c2, 12);
            a1 += b2 + m10; d0 = rotateRight(d0 ^ a1, 16); c3 += d0; b2 = rotateRight(b2 ^ c3, 12);
            a2 += b3 + m12; d1 = rotateRight(d1 ^ a2, 16); c0 += d1; b3 = rotateRight(b3 ^ c0, 12);
            a3 += b0 + m14; d2 = rotateRight(d2 ^ a3, 16); c1 += d2; b0 = rotateRight(b0 ^ c1, 12);
            a0 += b1 + m9; d3 = rotateRight(d3 ^ a0, 8); c2 += d3; b1 = rotateRight(b1 ^ c2, 7);
            a1 += b2 + m11; d0 = rotateRight(d0 ^ a1, 8); c3 += d0; b2 = rotateRight(b2 ^ c3, 7);
            a2 += b3 + m13; d1 = rotateRight(d1 ^ a2, 8); c0 += d1; b3 = rotateRight(b3 ^ c0, 7);
            a3 += b0 + m15; d2 = rotateRight(d2 ^ a3, 8); c1 += d2; b0 = rotateRight(b0 ^ c1, 7);
            // The permutation of the words between rounds: two cycles of eight.
            int first = m0; m0 = m2; m2 = m3; m3 = m10; m10 = m12; m12 = m9; m9 = m11; m11 = m5; m5 = first;
            first = m1; m1 = m6; m6 = m4; m4 = m7; m7 = m13; m13 = m14; m14 = m15; m15 = m8; m8 = first;
        }
        value[0] = a0 ^ c0; value[1] = a1 ^ c1; value[2] = a2 ^ c2; value[3] = a3 ^ c3;
        value[4] = b0 ^ d0; value[5] = b1 ^ d1; value[6] = b2 ^ d2; value[7] = b3 ^ d3;
    }
    // @formatter:on
}
