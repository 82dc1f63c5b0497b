package io.batpak.api.event;

import java.util.HexFormat;
import java.util.UUID;

/** What the four kinds of 128-bit id share: their text and their check. */
final class Id128 {
    private Id128() {}

    static String text(long high, long low) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }

    /** Reads 32 hexadecimal digits, or the text of a UUID; either case. */
    static UUID parse(String what, String text) {
        try {
            if (text.length() == 32) {
                long high = HexFormat.fromHexDigitsToLong(text, 0, 16);
                long low = HexFormat.fromHexDigitsToLong(text, 16, 32);
                return new UUID(high, low);
            }
            if (text.length() == 36 && UUID.fromString(text).toString().equalsIgnoreCase(text)) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            throw malformed(what, text, e);
        }
        throw malformed(what, text, null);
    }

    private static IllegalArgumentException malformed(
            String what, String text, @org.jspecify.annotations.Nullable Throwable cause) {
        return new IllegalArgumentException(
                "not a " + what + ": \"" + text + "\"; give 32 hexadecimal digits or the text of a UUID", cause);
    }

    static void requireNonZero(String what, long high, long low) {
        if ((high | low) == 0) { // J-39
            throw new IllegalArgumentException("the zero id is not a " + what);
        }
    }
}
