package io.batpak.api.append;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The rules for tags and extension keys (WRITE 1.2). */
final class AppendLimits {
    private static final int EXTENSION_KEY_MAX_BYTES = 256;

    private AppendLimits() {}

    static void requireTag(String tag, int alreadyThere) {
        if (alreadyThere >= AppendOptions.TAG_MAX_COUNT) {
            throw new IllegalArgumentException("more than " + AppendOptions.TAG_MAX_COUNT + " tags");
        }
        int bytes;
        try {
            bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(tag)).remaining();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("tag has a lone surrogate; it is not Unicode text", e);
        }
        if (bytes == 0 || bytes > AppendOptions.TAG_MAX_BYTES) {
            throw new IllegalArgumentException(
                    "tag has " + bytes + " bytes of UTF-8; 1 to " + AppendOptions.TAG_MAX_BYTES + " are allowed");
        }
    }

    /**
     * Compares well-formed texts as their UTF-8 bytes compare, which is by code points. {@code String.compareTo} puts
     * surrogates before U+E000 to U+FFFF.
     */
    static int compareUtf8(String a, String b) {
        int end = Math.min(a.length(), b.length());
        for (int i = 0; i < end; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean beyond = Character.isSurrogate(x);
                return beyond == Character.isSurrogate(y) ? Character.compare(x, y) : beyond ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    static void requireExtensionKey(String key) {
        if (key.isEmpty() || key.length() > EXTENSION_KEY_MAX_BYTES) {
            throw new IllegalArgumentException(
                    "extension key has " + key.length() + " characters; 1 to " + EXTENSION_KEY_MAX_BYTES
                            + " are allowed");
        }
        if (!key.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException("extension key has a character that is not printable ASCII");
        }
        int dot = key.indexOf('.');
        if (dot <= 0 || dot == key.length() - 1 || key.indexOf('.', dot + 1) >= 0) {
            throw new IllegalArgumentException("extension key \"" + key + "\" is not of the form namespace.name");
        }
        if (key.startsWith("batpak.")) {
            throw new IllegalArgumentException("extension key \"" + key + "\" is in the store's own namespace");
        }
    }
}
