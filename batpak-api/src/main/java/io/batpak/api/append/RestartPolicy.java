package io.batpak.api.append;

import java.time.Duration;
import java.util.Objects;

/**
 * How often the writer may start again after a failure that nobody foresaw, a {@code RuntimeException} or an {@code
 * Error} in the middle of a commit. Starting again makes the end of the log what an open would make of it, and goes on
 * behind it. When the budget is spent the store refuses to write until it is opened again. There is no third policy and
 * no waiting in between (WRT-22): that is for whoever supervises the process.
 */
public sealed interface RestartPolicy {
    /** Starts again once in the life of an open store; the default. */
    record Once() implements RestartPolicy {}

    /**
     * Starts again a number of times within a stretch of time, by the injected clock. The stretch begins with the
     * opening, and anew with the first failure after it is over.
     *
     * @param maxRestarts how often; 0 for never
     * @param within the stretch of time, more than 0
     */
    record Bounded(int maxRestarts, Duration within) implements RestartPolicy {
        /**
         * Checks both.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public Bounded {
            Objects.requireNonNull(within);
            if (maxRestarts < 0) {
                throw new IllegalArgumentException("maxRestarts " + maxRestarts + " is negative");
            }
            if (within.isNegative() || within.isZero()) {
                throw new IllegalArgumentException("within " + within + " is not more than 0");
            }
        }
    }

    /** Returns the policy of one restart. */
    static RestartPolicy once() {
        return new Once();
    }

    /** Returns a policy of at most {@code maxRestarts} within a stretch of time. */
    static RestartPolicy bounded(int maxRestarts, Duration within) {
        return new Bounded(maxRestarts, within);
    }
}
