package io.batpak.api.spi;

/**
 * Where a store's background work runs: a closed, named list (writer, helper, delivery, fan-out), none of which
 * outlives the store. The production one has a platform thread for each; a simulation runs the turns on its own schedule.
 */
public interface StoreExecutor {
    /** A turn's answer: do not call again before {@link Worker#wake}. */
    long UNTIL_WOKEN = Long.MAX_VALUE;

    /** Something that is done in turns. */
    @FunctionalInterface
    interface Task {
        /**
         * Does all that there is to do now.
         *
         * @return after how many nanoseconds it wants another turn without being woken, or {@link #UNTIL_WOKEN}
         */
        long turn();
    }

    /** A task that was started. */
    interface Worker extends AutoCloseable {
        /**
         * Asks for a turn: one begins after this call, unless the worker is closed. Never waits. Calls may be folded
         * together.
         */
        void wake();

        /** Returns true if the caller runs inside this worker's turn. */
        boolean isCurrent();

        /** Lets a turn that is under way end, and begins no other. Does not wait when called from inside a turn. */
        @Override
        void close();
    }

    /**
     * Starts a task; its first turn comes when it is woken.
     *
     * @param name a name for people, such as {@code batpak-writer-1f00a3c2}
     * @param stackBytes the size of the stack in bytes; 0 leaves it to the JVM
     */
    Worker start(String name, long stackBytes, Task task);
}
