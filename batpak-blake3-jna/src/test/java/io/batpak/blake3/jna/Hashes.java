package io.batpak.blake3.jna;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.batpak.api.spi.HashProvider;
import java.util.HexFormat;
import java.util.ServiceLoader;

/** The two implementations, the messages of BLAKE3's test vectors, and a short way to a digest. */
final class Hashes {
    private Hashes() {}

    /** Returns the native one; without a library the test is skipped, and fails if the build insists on it. */
    static HashProvider nativeOne() {
        HashProvider provider = new Blake3JnaProvider();
        if (!provider.isAvailable()) {
            skip("There is no native BLAKE3 here (-Dbatpak.blake3.library=PATH says where one is): "
                    + Blake3Library.OBSTACLE.orElseThrow());
        }
        return provider;
    }

    /** Skips the test, or fails it if the build insists on all of them. */
    static void skip(String why) {
        if (Boolean.getBoolean("batpak.blake3.required")) {
            fail(why);
        }
        abort(why);
    }

    /** Returns the one in Java, which is the store's. */
    static HashProvider javaOne() {
        return named("blake3-java");
    }

    static HashProvider named(String name) {
        Hashes.class.getModule().addUses(HashProvider.class);
        return ServiceLoader.load(HashProvider.class).stream().map(ServiceLoader.Provider::get)
                .filter(hash -> hash.name().equals(name)).findFirst().orElseThrow();
    }

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
