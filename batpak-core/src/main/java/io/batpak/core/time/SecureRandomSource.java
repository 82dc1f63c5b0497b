package io.batpak.core.time;

import io.batpak.api.spi.RandomSource;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The system's cryptographic source of chance, drawn in blocks: asking it for ten bytes costs as much as asking it for
 * some hundred. A byte is handed out once and then wiped.
 *
 * <p><b>Threads:</b> safe for use by many threads at once. No thread waits for another: each takes a block out of a
 * bounded shelf, or a fresh one if another thread has that block in its hands.
 */
public final class SecureRandomSource implements RandomSource {
    private static final int BLOCK_BYTES = 4096;
    /** Longer requests are not worth a block. */
    private static final int MAX_BUFFERED_BYTES = 64;
    private static final int SHELF_SLOTS = 32;

    private final SecureRandom random = new SecureRandom();
    private final AtomicReferenceArray<@Nullable Block> shelf = new AtomicReferenceArray<>(SHELF_SLOTS);

    /** Makes a source, seeded by the system. */
    public SecureRandomSource() {}

    @Override
    public void fill(byte[] target) {
        if (target.length > MAX_BUFFERED_BYTES) {
            random.nextBytes(target);
            return;
        }
        int slot = (int) Thread.currentThread().threadId() & SHELF_SLOTS - 1;
        Block block = shelf.getAndSet(slot, null);
        if (block == null) {
            block = new Block();
        }
        block.take(random, target);
        shelf.set(slot, block);
    }

    /** Random bytes that are handed out from the front; used by one thread at a time. */
    private static final class Block {
        private final byte[] bytes = new byte[BLOCK_BYTES];
        private int used = BLOCK_BYTES;

        void take(SecureRandom random, byte[] target) {
            int length = target.length;
            if (length > BLOCK_BYTES - used) {
                random.nextBytes(bytes);
                used = 0;
            }
            System.arraycopy(bytes, used, target, 0, length);
            Arrays.fill(bytes, used, used + length, (byte) 0);
            used += length;
        }
    }
}
