package io.batpak.core.append;

import io.batpak.api.spi.StoreExecutor;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Completes futures on a thread of their own, so that nobody's continuation ever runs under the writer role. */
public final class Delivery {
    private final ConcurrentLinkedQueue<Runnable> due = new ConcurrentLinkedQueue<>();
    private final StoreExecutor.Worker worker;

    public Delivery(StoreExecutor executor, String threadName) {
        worker = executor.start(threadName, 0, this::turn);
    }

    /** Hands a completion over; never waits. */
    void deliver(Runnable completion) {
        due.add(completion);
        worker.wake();
    }

    boolean isCurrent() {
        return worker.isCurrent();
    }

    private long turn() {
        for (Runnable completion = due.poll(); completion != null; completion = due.poll()) {
            completion.run();
        }
        return StoreExecutor.UNTIL_WOKEN;
    }

    /** Delivers what is due, then ends; does not wait when called by a continuation. */
    void close() {
        worker.close();
        turn();
    }
}
