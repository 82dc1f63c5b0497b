package io.batpak.core.plugins;

import io.batpak.api.spi.HashProvider;
import java.util.HexFormat;

/** The messages of BLAKE3's test vectors, and a short way to a digest. */
final class HashVectors {
    private HashVectors() {}

    /** Returns so many bytes that count from 0 to 250, over and over. */
    static byte[] message(int length) {
        byte[] message = new byte[length];
        for (int i = 0; i < length; i++) {
            message[i] = (byte) (i % 251);
        }
        return message;
    }

    static String digest(HashProvider.Hasher hasher, byte[] message) {
        return end(hasher.update(message, 0, message.length));
    }

    static String end(HashProvider.Hasher hasher) {
        byte[] digest = new byte[32];
        hasher.digest(digest, 0);
        return HexFormat.of().formatHex(digest);
    }
}
