package io.batpak.core.plugins;

import io.batpak.api.spi.HashProvider;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Digests that everybody knows. A provider is tried on them before it serves, since one that is wrong, or right only
 * for short messages, would make a store that nobody else can read.
 */
final class KnownDigests {
    private static final int DIGEST_BYTES = 32;
    /** The test vectors of BLAKE3 count from 0 to 250, over and over. */
    private static final int PATTERN_PERIOD = 251;

    private static final Map<String, List<Known>> BY_ALGORITHM = Map.of(
            "blake3", List.of(
                    new Known(0, "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"),
                    new Known(65, "de1e5fa0be70df6d2be8fffd0e99ceaa8eb6e8c93a63f2d8d1c30ecb6b263dee"),
                    new Known(8193, "bab6c09cb8ce8cf459261398d2e7aef35700bf488116ceb94a36d0f5f1b7bc3b")),
            "sha-256", List.of(
                    new Known(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
                    new Known(65, "4bfd2c8b6f1eec7a2afeb48b934ee4b2694182027e6d0fc075074f2fabb31781"),
                    new Known(8193, "7e3691790cd64b19d4edb1a80e988214515abeb53aa0f34ffbfe4b4bf405d120")));

    private KnownDigests() {}

    /** Returns what is wrong with a hash; empty if nothing is known to be. */
    static Optional<String> findWrong(HashProvider hash) {
        HashProvider.Hasher hasher = hash.newHasher();
        for (Known known : BY_ALGORITHM.getOrDefault(hash.algorithm(), List.of())) {
            byte[] message = new byte[known.length];
            for (int i = 0; i < message.length; i++) {
                message[i] = (byte) (i % PATTERN_PERIOD);
            }
            byte[] digest = new byte[DIGEST_BYTES];
            hasher.update(message, 0, message.length).digest(digest, 0);
            if (!Arrays.equals(digest, HexFormat.of().parseHex(known.digest))) {
                return Optional.of("gets the digest of a known message of " + known.length + " bytes wrong");
            }
        }
        return Optional.empty();
    }

    private record Known(int length, String digest) {}
}
