package io.batpak.core.time;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Random bytes that are handed out from the front, each once, and wiped then. A block is the SHA-256 digests of a fresh
 * 32-byte key of the system followed by 0, 1, 2 and so on: who does not know the key can tell none of its bytes from
 * the others, and the key is overwritten before the first byte is handed out. SHA-256, not a cipher in counter mode,
 * which is faster still, because loading the ciphers of the JDK costs each process a tenth of a second.
 *
 * <p><b>Threads:</b> for one thread at a time.
 */
final class RandomBlock {
    private static final int DIGEST_BYTES = 32;
    private static final int DIGEST_COUNT = 32;

    private final SecureRandom random;
    private final MessageDigest sha256;
    private final byte[] key = new byte[DIGEST_BYTES];
    private final byte[] bytes = new byte[DIGEST_COUNT * DIGEST_BYTES];
    private int used = bytes.length;

    RandomBlock(SecureRandom random) {
        this.random = random;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has to have SHA-256", e);
        }
    }

    /** Fills an array that is not longer than the block. */
    void take(byte[] target) {
        int length = target.length;
        if (length > bytes.length - used) {
            refill();
        }
        System.arraycopy(bytes, used, target, 0, length);
        Arrays.fill(bytes, used, used + length, (byte) 0);
        used += length;
    }

    private void refill() {
        random.nextBytes(key);
        try {
            for (int i = 0; i < DIGEST_COUNT; i++) {
                sha256.update(key);
                sha256.update((byte) i);
                sha256.digest(bytes, i * DIGEST_BYTES, DIGEST_BYTES);
            }
        } catch (DigestException e) {
            throw new IllegalStateException("There is room for each digest", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
        used = 0;
    }
}
