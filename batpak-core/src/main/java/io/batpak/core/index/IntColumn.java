package io.batpak.core.index;

import java.util.Arrays;

/**
 * An int for each sequence, in chunks that never move. One thread writes; others read what was published to them since.
 */
final class IntColumn {
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private int[][] chunks = new int[16][];

    /** Sets the value of a sequence; 0 to 2^31 − 1. */
    void set(int sequence, int value) {
        int chunk = sequence >>> CHUNK_BITS;
        if (chunk >= chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(chunk + 1, chunks.length * 2));
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new int[CHUNK];
        }
        chunks[chunk][sequence & CHUNK - 1] = value;
    }

    int get(int sequence) {
        return chunks[sequence >>> CHUNK_BITS][sequence & CHUNK - 1];
    }
}
