package io.batpak.core.time;

import io.batpak.api.spi.HashProvider;
import io.batpak.api.spi.RandomSource;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The system's cryptographic source of chance. Asking it for ten bytes costs many times what an id may cost, so short
 * requests are served from blocks that are stretched from one draw ({@link RandomBlock}); what is longer than an id
 * comes from the system itself.
 *
 * <p><b>Threads:</b> safe for use by many threads at once. No thread waits for another: there is a bounded number of
 * blocks, and whoever finds its block in use asks the system.
 */
public final class SecureRandomSource implements RandomSource {
    private static final int MAX_STRETCHED_BYTES = 16;
    private static final int BLOCK_COUNT = 32;

    private final SecureRandom random = new SecureRandom();
    private final HashProvider hash;
    private final AtomicReferenceArray<@Nullable RandomBlock> blocks = new AtomicReferenceArray<>(BLOCK_COUNT);

    /** Makes a source that is seeded by the system; {@code hash} stretches what it draws, and must be a strong one. */
    public SecureRandomSource(HashProvider hash) {
        this.hash = hash;
    }

    @Override
    public void fill(byte[] target) {
        if (target.length > MAX_STRETCHED_BYTES || !block().tryTake(target)) {
            random.nextBytes(target);
        }
    }

    private RandomBlock block() {
        int slot = (int) Thread.currentThread().threadId() & BLOCK_COUNT - 1;
        RandomBlock block = blocks.get(slot);
        if (block == null) {
            block = new RandomBlock(random, hash.newHasher());
            // If another thread was quicker, this one serves once and is forgotten.
            blocks.compareAndSet(slot, null, block);
        }
        return block;
    }
}
