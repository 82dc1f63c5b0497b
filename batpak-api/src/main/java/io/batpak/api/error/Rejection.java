package io.batpak.api.error;

import io.batpak.api.event.Coordinate;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.api.event.Lane;
import java.util.OptionalLong;

/** Why an append was refused before anything was written. */
public sealed interface Rejection {
    /** Returns the stable code. */
    ErrorCode code();

    /** Returns a sentence that says what, where and how to mend it. */
    String describe();

    /**
     * The chain is not where the caller believed.
     *
     * @param coordinate whose chain
     * @param lane which of its lanes
     * @param expected what the caller expected, in words
     * @param actual the revision of the newest event; empty if there is none
     */
    record ExpectationFailed(Coordinate coordinate, Lane lane, String expected, OptionalLong actual)
            implements Rejection {
        @Override
        public ErrorCode code() {
            return ErrorCode.EXPECTATION_FAILED;
        }

        @Override
        public String describe() {
            return "entity " + coordinate.entity() + " on lane " + lane + ": expected " + expected + ", actual "
                    + (actual.isPresent() ? "revision " + actual.getAsLong() : "no event yet")
                    + "; read the entity again and decide anew";
        }
    }

    /**
     * A key of the request names an earlier operation that was another one.
     *
     * @param key the key
     * @param difference what differs, in words
     */
    record IdempotencyConflict(IdempotencyKey key, String difference) implements Rejection {
        @Override
        public ErrorCode code() {
            return ErrorCode.IDEMPOTENCY_CONFLICT;
        }

        @Override
        public String describe() {
            return "idempotency key " + key + " names an earlier append with " + difference
                    + "; use a new key for a new operation";
        }
    }

    /**
     * Everything that needs no more than a code and a sentence.
     *
     * @param code the stable code
     * @param describe what, where and how to mend it
     */
    record Refused(ErrorCode code, String describe) implements Rejection {}
}
