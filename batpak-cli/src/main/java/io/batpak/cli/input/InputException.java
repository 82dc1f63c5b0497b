package io.batpak.cli.input;

import org.jspecify.annotations.Nullable;

/** A line of the input, or the value of an option, is not what it has to be. */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Makes an exception; the message says what is wrong and how to mend it, and holds nothing of a payload. */
    public InputException(String message) {
        this(message, null);
    }

    /** Makes an exception; the message says what is wrong and how to mend it, and holds nothing of a payload. */
    public InputException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
