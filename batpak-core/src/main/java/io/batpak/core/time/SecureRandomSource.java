package io.batpak.core.time;

import io.batpak.api.spi.RandomSource;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The system's cryptographic source of chance. Asking it for ten bytes costs many times what an id may cost, so short
 * requests are served from blocks that are stretched from one draw ({@link RandomBlock}); what is longer than an id
 * comes from the system itself.
 *
 * <p><b>Threads:</b> safe for use by many threads at once. No thread waits for another: each takes a block from a
 * bounded shelf, or a fresh one while another thread has that block in its hands.
 */
public final class SecureRandomSource implements RandomSource {
    private static final int MAX_STRETCHED_BYTES = 16;
    private static final int SHELF_SLOTS = 32;
    /** The slots lie a cache line apart, so that threads on different slots do not disturb each other. */
    private static final int SLOT_SPACING = 16;

    private final SecureRandom random = new SecureRandom();
    private final AtomicReferenceArray<@Nullable RandomBlock> shelf = new AtomicReferenceArray<>(
            SHELF_SLOTS * SLOT_SPACING);

    /** Makes a source, seeded by the system. */
    public SecureRandomSource() {}

    @Override
    public void fill(byte[] target) {
        if (target.length > MAX_STRETCHED_BYTES) {
            random.nextBytes(target);
            return;
        }
        int slot = ((int) Thread.currentThread().threadId() & SHELF_SLOTS - 1) * SLOT_SPACING;
        RandomBlock block = shelf.getAndSet(slot, null);
        if (block == null) {
            block = new RandomBlock(random);
        }
        block.take(target);
        shelf.setRelease(slot, block);
    }
}
