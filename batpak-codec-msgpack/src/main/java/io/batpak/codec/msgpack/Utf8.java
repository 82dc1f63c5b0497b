package io.batpak.codec.msgpack;

import java.nio.charset.StandardCharsets;

/** Text as bytes, strictly: the JDK would silently replace what is not Unicode (CO-02). */
final class Utf8 {
    private Utf8() {}

    static byte[] encode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = Character.isHighSurrogate(text.charAt(i))
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new Refusal("has a lone surrogate at index " + i + "; it is not Unicode text");
                }
                i++;
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns true if the range is well-formed UTF-8: no overlong form, no surrogate, nothing above U+10FFFF. */
    static boolean isWellFormed(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int lead = bytes[at++];
            if (lead >= 0) {
                continue;
            }
            int trail = lead < (byte) 0xe0 ? 1 : lead < (byte) 0xf0 ? 2 : 3;
            if (lead < (byte) 0xc2 || lead > (byte) 0xf4 || to - at < trail) {
                return false;
            }
            int code = lead & (0x3f >> trail);
            for (int end = at + trail; at < end; at++) {
                if ((bytes[at] & 0xc0) != 0x80) {
                    return false;
                }
                code = (code << 6) | (bytes[at] & 0x3f);
            }
            boolean overlong = (trail == 2 && code < 0x800) || (trail == 3 && code < 0x1_0000);
            if (overlong || code > Character.MAX_CODE_POINT || isSurrogate(code)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSurrogate(int code) {
        return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
    }
}
