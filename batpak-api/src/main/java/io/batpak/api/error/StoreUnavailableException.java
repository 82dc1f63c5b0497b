package io.batpak.api.error;

import org.jspecify.annotations.Nullable;

/** The store is closed, locked, missing or poisoned: open it (again), or find who holds it. Nothing was written. */
public final class StoreUnavailableException extends BatpakException {
    private static final long serialVersionUID = 1;

    /** Makes an exception with one of the {@code STORE_…} codes. */
    public StoreUnavailableException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
