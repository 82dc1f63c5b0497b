package io.batpak.core.plugins;

import io.batpak.api.spi.HashProvider;
import java.util.Arrays;
import java.util.Objects;

/**
 * BLAKE3 of any length, without a key, 32 bytes of output. The message is cut into chunks of 1,024 bytes, a chunk into
 * blocks of 64; each block is compressed into the chunk's chaining value, and the chaining values of chunks are the
 * leaves of a binary tree, whose left subtrees are always full.
 *
 * <p>The last block of the message is compressed differently, and so is the root of the tree. So a full block, a full
 * chunk and two full subtrees are left as they are until it is known that more bytes follow.
 */
final class Blake3Hasher implements HashProvider.Hasher {
    static final int DIGEST_BYTES = 32;

    private static final int CHUNK_BYTES = 1024;
    /** Full subtrees of chunks that await their right sibling: one for each bit of the number of chunks. */
    private static final int MAX_DEPTH = 54;

    private final int[] value = new int[Blake3Compression.VALUE_WORDS];
    private final byte[] block = new byte[Blake3Compression.BLOCK_BYTES];
    private final byte[] subtrees = new byte[MAX_DEPTH * Blake3Compression.VALUE_BYTES];
    /** Bytes in the block. */
    private int blockLength;
    /** Bytes of this chunk that are compressed already. */
    private int chunkLength;
    /** Chunks that are finished. */
    private long chunkCount;
    private int depth;

    Blake3Hasher() {
        Blake3Compression.begin(value);
    }

    @Override
    public HashProvider.Hasher update(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int at = offset;
        int left = length;
        while (left > 0) {
            if (blockLength == Blake3Compression.BLOCK_BYTES) {
                compressBlock(block, 0);
                blockLength = 0;
            }
            if (blockLength == 0) {
                // Straight from the caller's array, but for the last block.
                for (; left > Blake3Compression.BLOCK_BYTES; left -= Blake3Compression.BLOCK_BYTES) {
                    compressBlock(bytes, at);
                    at += Blake3Compression.BLOCK_BYTES;
                }
            }
            int taken = Math.min(left, Blake3Compression.BLOCK_BYTES - blockLength);
            System.arraycopy(bytes, at, block, blockLength, taken);
            blockLength += taken;
            at += taken;
            left -= taken;
        }
        return this;
    }

    @Override
    public void digest(byte[] target, int offset) {
        Objects.checkFromIndexSize(offset, DIGEST_BYTES, target.length);
        Arrays.fill(block, blockLength, Blake3Compression.BLOCK_BYTES, (byte) 0);
        int root = depth == 0 ? Blake3Compression.ROOT : 0;
        Blake3Compression.compress(value, block, 0, chunkCount, blockLength,
                startFlag() | Blake3Compression.CHUNK_END | root);
        while (depth > 0) {
            joinWithTop(depth == 1 ? Blake3Compression.ROOT : 0);
        }
        Blake3Compression.store(value, target, offset);
        reset();
    }

    /** Compresses a block that is not the last one of the message. */
    private void compressBlock(byte[] bytes, int offset) {
        boolean ends = chunkLength == CHUNK_BYTES - Blake3Compression.BLOCK_BYTES;
        Blake3Compression.compress(value, bytes, offset, chunkCount, Blake3Compression.BLOCK_BYTES,
                ends ? startFlag() | Blake3Compression.CHUNK_END : startFlag());
        chunkLength += Blake3Compression.BLOCK_BYTES;
        if (ends) {
            endChunk();
        }
    }

    private int startFlag() {
        return chunkLength == 0 ? Blake3Compression.CHUNK_START : 0;
    }

    /** Joins the finished chunk with all subtrees that it completes: as many as the chunk count has trailing zeros. */
    private void endChunk() {
        chunkCount++;
        for (long count = chunkCount; (count & 1) == 0; count >>= 1) {
            joinWithTop(0);
        }
        Blake3Compression.store(value, subtrees, depth * Blake3Compression.VALUE_BYTES);
        depth++;
        chunkLength = 0;
        Blake3Compression.begin(value);
    }

    /**
     * Makes the value, a right child, that of its parent; the left child is on top of the stack. The block is free
     * whenever this is called: its bytes are compressed.
     */
    private void joinWithTop(int rootFlag) {
        depth--;
        System.arraycopy(subtrees, depth * Blake3Compression.VALUE_BYTES, block, 0, Blake3Compression.VALUE_BYTES);
        Blake3Compression.store(value, block, Blake3Compression.VALUE_BYTES);
        Blake3Compression.begin(value);
        Blake3Compression.compress(value, block, 0, 0, Blake3Compression.BLOCK_BYTES,
                Blake3Compression.PARENT | rootFlag);
    }

    private void reset() {
        blockLength = 0;
        chunkLength = 0;
        chunkCount = 0;
        depth = 0;
        Blake3Compression.begin(value);
    }
}
