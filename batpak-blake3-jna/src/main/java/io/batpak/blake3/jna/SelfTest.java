package io.batpak.blake3.jna;

import io.batpak.api.spi.HashProvider;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Digests that everybody knows, of messages that end on either side of a block, of a chunk, of a tree and of what is
 * hashed side by side. A library that gets one of them wrong must never serve.
 */
final class SelfTest {
    /** The test vectors of BLAKE3 count from 0 to 250, over and over. */
    private static final int PATTERN_PERIOD = 251;

    private static final List<Known> KNOWN = List.of(
            new Known(0, "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"),
            new Known(1, "2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213"),
            new Known(63, "e9bc37a594daad83be9470df7f7b3798297c3d834ce80ba85d6e207627b7db7b"),
            new Known(64, "4eed7141ea4a5cd4b788606bd23f46e212af9cacebacdc7d1f4c6dc7f2511b98"),
            new Known(65, "de1e5fa0be70df6d2be8fffd0e99ceaa8eb6e8c93a63f2d8d1c30ecb6b263dee"),
            new Known(1023, "10108970eeda3eb932baac1428c7a2163b0e924c9a9e25b35bba72b28f70bd11"),
            new Known(1024, "42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7"),
            new Known(1025, "d00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444"),
            new Known(2049, "5f4d72f40d7a5f82b15ca2b2e44b1de3c2ef86c426c95c1af0b6879522563030"),
            new Known(8193, "bab6c09cb8ce8cf459261398d2e7aef35700bf488116ceb94a36d0f5f1b7bc3b"),
            new Known(65536, "68d647e619a930e7b1082f74f334b0c65a315725569bdc123f0ee11881717bfe"),
            new Known(102400, "bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085"));

    private SelfTest() {}

    /** Returns what a hasher gets wrong; empty if nothing. */
    static Optional<String> findWrong(HashProvider.Hasher hasher) {
        byte[] digest = new byte[NativeHasher.DIGEST_BYTES];
        for (Known known : KNOWN) {
            byte[] message = new byte[known.length];
            for (int i = 0; i < message.length; i++) {
                message[i] = (byte) (i % PATTERN_PERIOD);
            }
            hasher.update(message, 0, message.length).digest(digest, 0);
            if (!Arrays.equals(digest, HexFormat.of().parseHex(known.digest))) {
                return Optional.of("it gets the digest of a known message of " + known.length + " bytes wrong");
            }
        }
        return Optional.empty();
    }

    private record Known(int length, String digest) {}
}
