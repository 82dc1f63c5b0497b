package io.batpak.cli.input;

import io.batpak.api.event.EventKind;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How kinds and ids are written, in options and in lines. */
public final class Texts {
    private static final Pattern KIND_NUMBER = Pattern.compile("[0-9]{1,5}");
    private static final Pattern KIND_HEX = Pattern.compile("0x[0-9A-Fa-f]{1,4}");
    private static final Pattern ID = Pattern.compile(
            "[0-9A-Fa-f]{32}|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}");
    private static final Pattern ZERO_ID = Pattern.compile("0{32}|0{8}-0{4}-0{4}-0{4}-0{12}");

    private Texts() {}

    /** Reads a kind: a number, or {@code 0x} and 1 to 4 hexadecimal digits. */
    public static EventKind kind(String text) {
        if (KIND_NUMBER.matcher(text).matches()) {
            return kind(Integer.parseInt(text));
        }
        return hexKind(text);
    }

    /** Reads {@code 0x} and 1 to 4 hexadecimal digits. */
    static EventKind hexKind(String text) {
        if (!KIND_HEX.matcher(text).matches()) {
            throw new InputException("kind is neither a number from 0 to 65535 nor 0x with 1 to 4 hexadecimal digits");
        }
        return EventKind.of(Integer.parseInt(text, 2, text.length(), 16));
    }

    /** Returns the kind of a number. */
    static EventKind kind(long number) {
        if (number < 0 || number > 0xffff) {
            throw new InputException("kind " + number + " is outside 0 to 65535");
        }
        return EventKind.of((int) number);
    }

    /** Reads an id: 32 hexadecimal digits, or the text of a UUID, and not zero. */
    public static <T> T id(String what, String text, Function<String, T> parse) {
        if (!ID.matcher(text).matches()) {
            throw new InputException(what + " is not an id; give 32 hexadecimal digits or the text of a UUID");
        }
        if (isZeroId(text)) {
            throw new InputException(what + " is the zero id, which names nothing");
        }
        return parse.apply(text);
    }

    /** Returns true if the text is the zero id. */
    static boolean isZeroId(String text) {
        return ZERO_ID.matcher(text).matches();
    }
}
