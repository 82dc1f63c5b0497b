package io.batpak.core;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Names a store's threads after its directory: equal for equal directories (WRT-4). */
final class ThreadName {
    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private ThreadName() {}

    /** Returns the name of the thread that has a role in the store of a directory. */
    static String of(String role, Path directory) {
        return "batpak-" + role + "-" + suffix(directory.toString());
    }

    /** Returns the 64-bit FNV-1a hash of a path as hexadecimal digits. */
    static String suffix(String path) {
        long hash = OFFSET_BASIS;
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        return String.format(Locale.ROOT, "%08x", hash);
    }
}
