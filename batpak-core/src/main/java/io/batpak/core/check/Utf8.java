package io.batpak.core.check;

/** Whether bytes are text, judged without making a string. */
final class Utf8 {
    private Utf8() {}

    /** Returns true if the bytes are well-formed UTF-8 without U+0000 to U+001F and U+007F (D-18). */
    static boolean isName(byte[] b, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (b[i] >= 0 && b[i] < 0x20 || b[i] == 0x7f) {
                return false;
            }
        }
        return isText(b, from, length);
    }

    /** Returns true if the bytes are well-formed UTF-8. */
    static boolean isText(byte[] b, int from, int length) {
        int end = from + length;
        for (int i = from; i < end;) {
            int width = b[i] >= 0 ? 1 : width(b, i, end);
            if (width == 0) {
                return false;
            }
            i += width;
        }
        return true;
    }

    /** Returns how many bytes the character takes that begins at {@code i} with a byte of 0x80 or more; 0 if it is none. */
    private static int width(byte[] b, int i, int end) {
        int first = b[i] & 0xff;
        int width = first >= 0xf5 ? 0 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
        if (width == 0 || end - i < width) {
            return 0;
        }
        for (int k = 1; k < width; k++) {
            if ((b[i + k] & 0xc0) != 0x80) {
                return 0;
            }
        }
        int second = b[i + 1] & 0xff;
        boolean allowed = switch (first) {
            case 0xe0 -> second >= 0xa0; // overlong
            case 0xed -> second < 0xa0; // surrogates
            case 0xf0 -> second >= 0x90; // overlong
            case 0xf4 -> second < 0x90; // beyond U+10FFFF
            default -> true;
        };
        return allowed ? width : 0;
    }
}
