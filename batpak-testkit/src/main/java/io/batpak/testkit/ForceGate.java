package io.batpak.testkit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds forces of files back, from {@link GatedFileSystem#holdForces} until {@link #release}.
 *
 * <p><b>Threads:</b> safe for use by many threads at once. An interrupt disturbs neither those held nor those who wait
 * for them, and its flag stays.
 */
public final class ForceGate implements AutoCloseable {
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int held;
    private int passes;
    private boolean open;

    ForceGate() {}

    /**
     * Waits until a force is held.
     *
     * @throws AssertionError if none is after ten seconds
     */
    public void awaitHeld() {
        awaitHeld(1);
    }

    /**
     * Waits until so many forces are held at the same time.
     *
     * @throws AssertionError if they are not after ten seconds
     */
    public void awaitHeld(int forces) {
        boolean interrupted = false;
        lock.lock();
        try {
            long deadline = System.nanoTime() + TIMEOUT_NANOS;
            while (held < forces) {
                try {
                    if (changed.awaitNanos(deadline - System.nanoTime()) <= 0) {
                        throw new AssertionError("Only " + held + " forces held, not " + forces);
                    }
                } catch (InterruptedException stillWanted) {
                    interrupted = true;
                }
            }
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns how many forces are held now. */
    public int heldCount() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    /** Lets one force pass: one that is held, else the next one that comes. */
    public void releaseOne() {
        lock.lock();
        try {
            passes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets all forces pass, those held and those to come. */
    public void release() {
        lock.lock();
        try {
            open = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Does the same as {@link #release}. */
    @Override
    public void close() {
        release();
    }

    void pass() {
        lock.lock();
        try {
            held++;
            changed.signalAll();
            while (!open && passes == 0) {
                changed.awaitUninterruptibly();
            }
            passes = Math.max(0, passes - 1);
            held--;
        } finally {
            lock.unlock();
        }
    }
}
