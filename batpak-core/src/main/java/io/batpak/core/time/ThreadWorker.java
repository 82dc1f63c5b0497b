package io.batpak.core.time;

import io.batpak.api.spi.StoreExecutor;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker and its thread.
 *
 * <p>No wake-up is lost: the worker says that it sleeps and then looks whether it was woken; whoever wakes it says so
 * and then looks whether it sleeps. Both are volatile, so at least one of the two sees the other. A worker that is busy
 * costs its waker no system call.
 */
final class ThreadWorker implements StoreExecutor.Worker {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadWorker.class);

    private final StoreExecutor.Task task;
    private final Thread thread;
    private volatile boolean woken;
    private volatile boolean asleep;
    private volatile boolean closed;

    private ThreadWorker(String name, long stackBytes, StoreExecutor.Task task) {
        this.task = Objects.requireNonNull(task);
        this.thread = Thread.ofPlatform().name(name).daemon().stackSize(stackBytes)
                .inheritInheritableThreadLocals(false).unstarted(this::run);
    }

    static ThreadWorker start(String name, long stackBytes, StoreExecutor.Task task) {
        ThreadWorker worker = new ThreadWorker(name, stackBytes, task);
        worker.thread.start();
        return worker;
    }

    @Override
    public void wake() {
        woken = true;
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        if (isCurrent()) {
            return;
        }
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long delay = StoreExecutor.UNTIL_WOKEN;
        while (true) {
            sleep(delay);
            if (closed) {
                return;
            }
            // Before the turn, so that whoever wakes during it gets another one.
            woken = false;
            delay = turn();
        }
    }

    private long turn() {
        try {
            return task.turn();
        } catch (RuntimeException | Error e) {
            // Nobody can be told: the task answers for its own failures, and this one got past it.
            LOG.warn("A turn of {} failed; it goes on when it is woken", thread.getName(), e);
            return StoreExecutor.UNTIL_WOKEN;
        }
    }

    private void sleep(long delayNanos) {
        long start = System.nanoTime();
        asleep = true;
        while (!woken && !closed) {
            // The thread is ours, so that an interrupt means nothing; but parking would not wait while it is flagged.
            Thread.interrupted();
            if (delayNanos == StoreExecutor.UNTIL_WOKEN) {
                LockSupport.park(this);
                continue;
            }
            long remaining = delayNanos - (System.nanoTime() - start);
            if (remaining <= 0) {
                break;
            }
            LockSupport.parkNanos(this, remaining);
        }
        asleep = false;
    }
}
