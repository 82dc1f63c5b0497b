package io.batpak.api.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The root of all failures that a store reports. Its leaves are sorted by what the caller does next; each has a
 * stable code and a message that says what, where, and how to mend it. No message holds payload or key bytes (ERR-2).
 */
public abstract sealed class BatpakException extends RuntimeException
        permits AppendRejectedException,
        CommittedException,
        CorruptionException,
        FormatVersionException,
        OutcomeUnknownException,
        PayloadException,
        ProviderException,
        StorageException,
        StoreUnavailableException,
        WaitTimeoutException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;

    BatpakException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code);
    }

    /** Returns the stable code. */
    public final ErrorCode code() {
        return code;
    }

    /** Returns what the failure means for the next attempt. */
    public final HandlingClass handlingClass() {
        return code.handlingClass();
    }
}
