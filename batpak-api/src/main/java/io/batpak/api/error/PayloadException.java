package io.batpak.api.error;

import org.jspecify.annotations.Nullable;

/** A payload cannot be encoded or decoded: the value, its type or its bytes are at fault, and the store is not. */
public final class PayloadException extends BatpakException {
    private static final long serialVersionUID = 1;

    /** Makes an exception; the message says where in the payload, and never what its bytes are. */
    public PayloadException(String message, @Nullable Throwable cause) {
        super(ErrorCode.PAYLOAD_INVALID, message, cause);
    }

    /** Makes an exception; the message says where in the payload, and never what its bytes are. */
    public PayloadException(String message) {
        this(message, null);
    }
}
