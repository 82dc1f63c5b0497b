package io.batpak.core.time;

import io.batpak.api.spi.StoreExecutor;

/**
 * Gives each worker a platform thread of its own, a daemon that sleeps between turns. A turn that throws is logged, and
 * the worker goes on when it is woken next.
 *
 * <p><b>Threads:</b> safe for use by many threads at once. {@link Worker#close} waits until the worker's thread has
 * ended, interrupts notwithstanding (the flag is kept), unless it is called from inside a turn.
 */
public final class ThreadExecutor implements StoreExecutor {
    /** Makes the executor; it has no state. */
    public ThreadExecutor() {}

    @Override
    public Worker start(String name, long stackBytes, Task task) {
        return ThreadWorker.start(name, stackBytes, task);
    }
}
