package io.batpak.codec.msgpack;

import io.batpak.api.event.Bytes;
import java.util.HexFormat;

/** Bytes from hexadecimal digits with spaces for the eye. */
final class Hex {
    private Hex() {}

    static Bytes bytes(String digits) {
        return Bytes.of(HexFormat.of().parseHex(digits.replace(" ", "")));
    }
}
