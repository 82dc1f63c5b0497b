package io.batpak.cli.input;

/**
 * What must be true of a line's bytes before a parser sees them. The parser guesses encodings, skips byte order marks,
 * and lets overlong and surrogate forms of UTF-8 pass; after this check it has nothing to guess and nothing to forgive.
 */
final class LineText {
    private LineText() {}

    /**
     * Checks that the bytes are UTF-8 in shortest form, without surrogates, NUL and a byte order mark.
     *
     * @return true if there is a backslash, so that escapes may have made what the bytes do not show
     */
    static boolean check(byte[] bytes, int offset, int length) {
        boolean escapes = false;
        int end = offset + length;
        int at = offset;
        while (at < end) {
            byte b = bytes[at];
            if (b > 0) {
                escapes |= b == '\\';
                at++;
            } else if (b == 0) {
                throw new InputException("byte " + (at - offset + 1) + " is zero; a NUL in text is written \\u0000");
            } else {
                int width = width(bytes, at, end);
                if (width == 0) {
                    throw new InputException("byte " + (at - offset + 1) + " is not UTF-8");
                }
                at += width;
            }
        }
        if (length >= 3 && (bytes[offset] & 0xff) == 0xef && (bytes[offset + 1] & 0xff) == 0xbb
                && (bytes[offset + 2] & 0xff) == 0xbf) {
            throw new InputException("a byte order mark stands elsewhere than at the start of the input");
        }
        return escapes;
    }

    /** Returns the width of a well-formed sequence of two to four bytes, or 0. */
    private static int width(byte[] bytes, int at, int end) {
        int head = bytes[at] & 0xff;
        int width = head >= 0xc2 && head < 0xe0 ? 2
                : head >= 0xe0 && head < 0xf0 ? 3 : head >= 0xf0 && head < 0xf5 ? 4 : 0;
        if (width == 0 || at + width > end) {
            return 0;
        }
        int second = bytes[at + 1] & 0xff;
        int min = head == 0xe0 ? 0xa0 : head == 0xf0 ? 0x90 : 0x80;
        int max = head == 0xed ? 0x9f : head == 0xf4 ? 0x8f : 0xbf;
        if (second < min || second > max) {
            return 0;
        }
        for (int i = 2; i < width; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return width;
    }

    /** Returns true if each surrogate in the text has its other half beside it. */
    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c) || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
