package io.batpak.cli.output;

import io.batpak.api.error.ErrorCode;

/** What the process ends with. */
public final class ExitStatus {
    /** All is fine. */
    public static final int OK = 0;

    /** Something is damaged, or a verification failed. */
    public static final int DAMAGED = 1;

    /** A bad option, or input that is not JSON or has the wrong shape. */
    public static final int USAGE = 2;

    /** The store is locked, missing or unavailable. */
    public static final int UNAVAILABLE = 3;

    /** A rule of the store says no. */
    public static final int REFUSED = 4;

    /** What was asked for is not there. */
    public static final int NOT_FOUND = 5;

    private ExitStatus() {}

    /** Returns the status of a failure that the store reports. */
    public static int of(ErrorCode code) {
        return switch (code) {
            case FRAME_DAMAGED, DURABLE_DATA_DAMAGED, SEGMENT_DAMAGED, SEGMENT_MISSING, META_DAMAGED, FOREIGN_FILE,
                    CHAIN_BROKEN ->
                DAMAGED;
            case PAYLOAD_INVALID -> USAGE;
            case INVALID_CLOCK, COMMIT_TIMEOUT, STORAGE_FULL, STORAGE_FAILED, OUTCOME_UNKNOWN, COMMITTED, WAIT_TIMEOUT,
                    STORE_CLOSED, STORE_LOCKED, STORE_MISSING, STORE_POISONED, WRITER_FAILED, FORMAT_UNSUPPORTED,
                    PROVIDER_UNAVAILABLE ->
                UNAVAILABLE;
            case EXPECTATION_FAILED, IDEMPOTENCY_CONFLICT, IDEMPOTENCY_PARTIAL_BATCH, IDEMPOTENCY_REQUIRED,
                    IDEMPOTENCY_OVERFLOW, RESERVED,
                    VISIBILITY_FENCE_ACTIVE, VISIBILITY_FENCE_NOT_ACTIVE, VISIBILITY_FENCE_CANCELLED, LIMIT_EXCEEDED,
                    OPTION_NOT_ALLOWED, INVALID_CAUSATION, REVISION_EXHAUSTED, STORE_EXISTS, SETTINGS_CONFLICT ->
                REFUSED;
        };
    }
}
