package io.batpak.api.event;

/** The rules for entity and scope (DESIGN D-18). */
final class Name {
    private Name() {}

    static void require(String what, String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException(
                    what + " is empty; give 1 to " + Coordinate.MAX_BYTES + " bytes of UTF-8");
        }
        int bytes = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < 0x20 || c == 0x7f) {
                throw new IllegalArgumentException(
                        String.format(java.util.Locale.ROOT, "%s has the control character U+%04X at index %d", what,
                                (int) c, i));
            }
            if (Character.isHighSurrogate(c) && i + 1 < name.length() && Character.isLowSurrogate(name.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new IllegalArgumentException(
                        what + " has a lone surrogate at index " + i + "; it is not Unicode text");
            } else {
                bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            }
        }
        if (bytes > Coordinate.MAX_BYTES) {
            throw new IllegalArgumentException(
                    what + " has " + bytes + " bytes of UTF-8; at most " + Coordinate.MAX_BYTES + " are allowed");
        }
    }
}
