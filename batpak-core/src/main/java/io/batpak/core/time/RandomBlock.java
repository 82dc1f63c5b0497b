package io.batpak.core.time;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Random bytes that are handed out from the front, each once, and wiped then. A block is the SHA-256 digests of a fresh
 * 32-byte key of the system followed by 0, 1, 2 and so on: who does not know the key can tell none of its bytes from
 * the others, and the key is overwritten before the first byte is handed out. SHA-256, not a cipher in counter mode,
 * which is faster still, because loading the ciphers of the JDK costs each process a tenth of a second.
 *
 * <p><b>Threads:</b> safe for use by many threads at once; it serves one of them and turns the others away.
 */
final class RandomBlock {
    private static final int DIGEST_BYTES = 32;
    private static final int KEY_BYTES = 32;
    private static final int DIGEST_COUNT = 64;

    private final SecureRandom random;
    private final MessageDigest sha256;
    private final byte[] key = new byte[KEY_BYTES];
    /** The key, then the number of the digest. */
    private final byte[] input = new byte[KEY_BYTES + 1];
    private final byte[] bytes = new byte[DIGEST_COUNT * DIGEST_BYTES];
    private int used = bytes.length;
    /** True while a thread is being served: a lock that nobody waits for. */
    private final AtomicBoolean busy = new AtomicBoolean();

    RandomBlock(SecureRandom random) {
        this.random = random;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has to have SHA-256", e);
        }
    }

    /** Fills an array that is not longer than the block; returns false if another thread is being served. */
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
        for (int i = 0; i < length; i++) {
            target[i] = bytes[used + i];
            bytes[used + i] = 0;
        }
        used += length;
    }

    private void refill() {
        random.nextBytes(key);
        System.arraycopy(key, 0, input, 0, KEY_BYTES);
        try {
            for (int i = 0; i < DIGEST_COUNT; i++) {
                input[KEY_BYTES] = (byte) i;
                sha256.update(input);
                sha256.digest(bytes, i * DIGEST_BYTES, DIGEST_BYTES);
            }
        } catch (DigestException e) {
            throw new IllegalStateException("There is room for each digest", e);
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(input, (byte) 0);
        }
        used = 0;
    }
}
