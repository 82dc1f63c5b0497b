package io.batpak.api.error;

/** What a failure means for the next attempt; every {@link ErrorCode} has exactly one (W-182). */
public enum HandlingClass {
    /** The request was wrong or the answer is an expected no: nothing was written; correct it, then try again. */
    DOMAIN,
    /** Nothing was written and the same request may succeed later (J-30: a promise). */
    RETRYABLE,
    /** The event may or may not be committed: look it up, or repeat it with its idempotency key. */
    OUTCOME_UNKNOWN,
    /** The events are committed: do not repeat the request. What was to follow failed, and the cause says what. */
    COMMITTED,
    /** Stop, and mend what the message names. */
    FAIL_CLOSED
}
