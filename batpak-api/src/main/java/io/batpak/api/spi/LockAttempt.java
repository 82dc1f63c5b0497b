package io.batpak.api.spi;

import java.io.IOException;

/** The answer to an attempt at a lock. */
public sealed interface LockAttempt {
    /**
     * The lock was taken.
     *
     * @param lock what to give it back with
     */
    record Acquired(Lock lock) implements LockAttempt {}

    /**
     * Somebody else has the lock.
     *
     * @param holder what that one said of itself; empty if nothing is known
     */
    record Refused(String holder) implements LockAttempt {}

    /** A lock that is held. It ends with {@link #close}, and with the process. */
    interface Lock extends AutoCloseable {
        /**
         * Returns true if its name still leads to what is locked. If not, somebody else can have taken a lock of that
         * name, and this one guards nothing (LOCK-05).
         */
        default boolean isValid() throws IOException {
            return true;
        }

        @Override
        void close() throws IOException;
    }
}
