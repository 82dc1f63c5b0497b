package io.batpak.api.error;

/** The stable name of each kind of failure; {@code docs/errors.md} has a heading for each. */
public enum ErrorCode {
    /** The expected revision is not the actual one. */
    EXPECTATION_FAILED(HandlingClass.DOMAIN),
    /** The idempotency key is known, with another coordinate, kind, payload or batch. */
    IDEMPOTENCY_CONFLICT(HandlingClass.DOMAIN),
    /** A batch is keyed in part, repeats a key, or only some of its keys are known. */
    IDEMPOTENCY_PARTIAL_BATCH(HandlingClass.DOMAIN),
    /** The store takes nothing without an idempotency key. */
    IDEMPOTENCY_REQUIRED(HandlingClass.DOMAIN),
    /** There is no room for another idempotency key. */
    IDEMPOTENCY_OVERFLOW(HandlingClass.FAIL_CLOSED),
    /** A visibility fence is open, and the append is not made through it. */
    VISIBILITY_FENCE_ACTIVE(HandlingClass.RETRYABLE),
    /** The visibility fence has ended. */
    VISIBILITY_FENCE_NOT_ACTIVE(HandlingClass.DOMAIN),
    /** The visibility fence ended without a commit: what was appended through it is never visible. */
    VISIBILITY_FENCE_CANCELLED(HandlingClass.DOMAIN),
    /** The kind or the entity belongs to the store. */
    RESERVED(HandlingClass.DOMAIN),
    /** A payload, batch, extension or tag is over its limit. */
    LIMIT_EXCEEDED(HandlingClass.DOMAIN),
    /** An option that a single append may have and an item of a batch may not, or the other way round. */
    OPTION_NOT_ALLOWED(HandlingClass.DOMAIN),
    /** A causation refers to an item of the batch that does not come earlier. */
    INVALID_CAUSATION(HandlingClass.DOMAIN),
    /** The chain used its last revision. */
    REVISION_EXHAUSTED(HandlingClass.FAIL_CLOSED),
    /** The clock shows a time before 1970. */
    INVALID_CLOCK(HandlingClass.FAIL_CLOSED),
    /** The request was withdrawn: its turn did not come within the commit timeout. */
    COMMIT_TIMEOUT(HandlingClass.RETRYABLE),
    /** The file system has no space; nothing was written. */
    STORAGE_FULL(HandlingClass.RETRYABLE),
    /** The event may or may not be committed. */
    OUTCOME_UNKNOWN(HandlingClass.OUTCOME_UNKNOWN),
    /** The events are committed; what was to follow failed. */
    COMMITTED(HandlingClass.COMMITTED),
    /** A watermark did not come to where it was awaited in time. */
    WAIT_TIMEOUT(HandlingClass.DOMAIN),
    /** The store is closed. */
    STORE_CLOSED(HandlingClass.FAIL_CLOSED),
    /** Another handle or process has the store open for writing. */
    STORE_LOCKED(HandlingClass.RETRYABLE),
    /** There is no store at that place. */
    STORE_MISSING(HandlingClass.DOMAIN),
    /** There is a store already where a new one should be made. */
    STORE_EXISTS(HandlingClass.DOMAIN),
    /** A force failed, or a failed write could not be undone: the writer refuses everything until reopened. */
    STORE_POISONED(HandlingClass.FAIL_CLOSED),
    /** The store was created with other settings than the ones given. */
    SETTINGS_CONFLICT(HandlingClass.DOMAIN),
    /** The file system refused an operation. */
    STORAGE_FAILED(HandlingClass.FAIL_CLOSED),
    /** A frame is not what was written. */
    FRAME_DAMAGED(HandlingClass.FAIL_CLOSED),
    /** Acknowledged data is missing or damaged at the end of the log. */
    DURABLE_DATA_DAMAGED(HandlingClass.FAIL_CLOSED),
    /** A segment's header or seal record is damaged, or says that it belongs elsewhere. */
    SEGMENT_DAMAGED(HandlingClass.FAIL_CLOSED),
    /** A segment that the store's records name is not there. */
    SEGMENT_MISSING(HandlingClass.FAIL_CLOSED),
    /** {@code store.meta} is damaged or missing. */
    META_DAMAGED(HandlingClass.FAIL_CLOSED),
    /** A file has the name of one of the store's and is none of them. */
    FOREIGN_FILE(HandlingClass.FAIL_CLOSED),
    /** A chain, a sequence, a batch or a hash contradicts itself. */
    CHAIN_BROKEN(HandlingClass.FAIL_CLOSED),
    /** A format that this version of the library does not read. */
    FORMAT_UNSUPPORTED(HandlingClass.FAIL_CLOSED),
    /** A plugin that the store needs is not there, or cannot be used. */
    PROVIDER_UNAVAILABLE(HandlingClass.FAIL_CLOSED),
    /** The writer failed unexpectedly before it wrote anything. */
    WRITER_FAILED(HandlingClass.RETRYABLE),
    /** A payload cannot be encoded, or its bytes are not a value of the wanted type. */
    PAYLOAD_INVALID(HandlingClass.DOMAIN);

    private final HandlingClass handlingClass;

    ErrorCode(HandlingClass handlingClass) {
        this.handlingClass = handlingClass;
    }

    /** Returns what a failure of this code means for the next attempt. */
    public HandlingClass handlingClass() {
        return handlingClass;
    }
}
