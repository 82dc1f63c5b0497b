package io.batpak.core.time;

import io.batpak.api.spi.HashProvider;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Random bytes that are handed out from the front, each once, and wiped then. A block is the digests of a key of 32
 * bytes followed by 0, 1, 2 and so on: who does not know the key can tell none of its bytes from the others. The first
 * digest is never handed out: it is the key of the next block, and takes the place of its own key at once, so that what
 * is found in memory tells nothing of the past. Every so many blocks the key is a fresh one of the system.
 *
 * <p>The hash is that of the log, which is compiled early and stays in the processor's cache; the digests of the JDK
 * are interpreted for thousands of ids before they are fast.
 *
 * <p><b>Threads:</b> safe for use by many threads at once; it serves one of them and turns the others away.
 */
final class RandomBlock {
    private static final int DIGEST_BYTES = 32;
    private static final int KEY_BYTES = DIGEST_BYTES;
    private static final int DIGEST_COUNT = 64;
    private static final int BLOCKS_PER_DRAW = 64;

    private final SecureRandom random;
    private final HashProvider.Hasher hasher;
    /** The key, then the number of the digest. */
    private final byte[] input = new byte[KEY_BYTES + 1];
    private final byte[] bytes = new byte[DIGEST_COUNT * DIGEST_BYTES];
    private int used = bytes.length;
    private int blocksLeft;
    /** True while a thread is being served: a lock that nobody waits for. */
    private final AtomicBoolean busy = new AtomicBoolean();

    RandomBlock(SecureRandom random, HashProvider.Hasher hasher) {
        this.random = random;
        this.hasher = hasher;
    }

    /** Fills an array that is not longer than a digest; returns false if another thread is being served. */
    boolean tryTake(byte[] target) {
        if (!busy.compareAndSet(false, true)) {
            return false;
        }
        try {
            take(target);
        } finally {
            busy.setRelease(false);
        }
        return true;
    }

    private void take(byte[] target) {
        int length = target.length;
        if (length > bytes.length - used) {
            refill();
        }
        System.arraycopy(bytes, used, target, 0, length);
        Arrays.fill(bytes, used, used + length, (byte) 0);
        used += length;
    }

    private void refill() {
        if (blocksLeft == 0) {
            byte[] key = new byte[KEY_BYTES];
            random.nextBytes(key);
            System.arraycopy(key, 0, bytes, 0, KEY_BYTES);
            Arrays.fill(key, (byte) 0);
            blocksLeft = BLOCKS_PER_DRAW;
        }
        System.arraycopy(bytes, 0, input, 0, KEY_BYTES);
        for (int i = 0; i < DIGEST_COUNT; i++) {
            input[KEY_BYTES] = (byte) i;
            hasher.update(input, 0, input.length).digest(bytes, i * DIGEST_BYTES);
        }
        Arrays.fill(input, (byte) 0);
        used = KEY_BYTES;
        blocksLeft--;
    }
}
