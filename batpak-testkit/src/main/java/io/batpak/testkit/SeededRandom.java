package io.batpak.testkit;

import io.batpak.api.spi.RandomSource;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A source of chance that gives the same bytes for the same seed and the same calls.
 *
 * <p><b>Threads:</b> safe for use by many threads at once; then which of them gets what is up to their order.
 */
public final class SeededRandom implements RandomSource {
    private final ReentrantLock lock = new ReentrantLock();
    private final long seed;
    private final SplittableRandom random;

    /** Makes one. */
    public SeededRandom(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public void fill(byte[] target) {
        lock.lock();
        try {
            random.nextBytes(target);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "SeededRandom(" + seed + ")";
    }
}
