package io.batpak.testkit;

import io.batpak.api.spi.StoreExecutor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A worker whose turns are run by whoever asks, one at a time. */
final class TurnWorker implements StoreExecutor.Worker {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turnEnded = lock.newCondition();
    private final String name;
    private final StoreExecutor.Task task;
    private final WakeListener listener;
    private boolean woken;
    private boolean closed;
    private @Nullable Thread current;
    private long delayNanos = StoreExecutor.UNTIL_WOKEN;

    /** Hears that a worker was woken. */
    @FunctionalInterface
    interface WakeListener {
        void woken(TurnWorker worker);
    }

    TurnWorker(String name, StoreExecutor.Task task, WakeListener listener) {
        this.name = name;
        this.task = task;
        this.listener = listener;
    }

    String name() {
        return name;
    }

    @Override
    public void wake() {
        lock.lock();
        try {
            woken = true;
        } finally {
            lock.unlock();
        }
        listener.woken(this);
    }

    @Override
    public boolean isCurrent() {
        lock.lock();
        try {
            return current == Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            while (current != null && current != Thread.currentThread()) {
                turnEnded.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Runs a turn on this thread if it was woken and nobody runs one; returns true if it did. */
    boolean runIfWoken() {
        if (!begin()) {
            return false;
        }
        long delay = StoreExecutor.UNTIL_WOKEN;
        try {
            delay = task.turn();
        } finally {
            end(delay);
        }
        return true;
    }

    /** Returns true if a turn is wanted. */
    boolean isWoken() {
        lock.lock();
        try {
            return woken;
        } finally {
            lock.unlock();
        }
    }

    /** Wakes it if it asked for another turn after some time; returns true if it did. */
    boolean wakeIfDelayed() {
        lock.lock();
        try {
            if (closed || delayNanos == StoreExecutor.UNTIL_WOKEN) {
                return false;
            }
            delayNanos = StoreExecutor.UNTIL_WOKEN;
            woken = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Returns after how many nanoseconds its last turn wanted another. */
    long delayNanos() {
        lock.lock();
        try {
            return delayNanos;
        } finally {
            lock.unlock();
        }
    }

    private boolean begin() {
        lock.lock();
        try {
            if (!woken || closed || current != null) {
                return false;
            }
            woken = false;
            current = Thread.currentThread();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void end(long delay) {
        lock.lock();
        try {
            current = null;
            delayNanos = delay;
            turnEnded.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
