package io.batpak.core.append;

import java.util.concurrent.Semaphore;

/**
 * The right to change durable state (D-10): one thread at a time has it, whichever that is. Not reentrant.
 */
public final class WriterRole {
    private static final int SPINS = 400;

    private final Semaphore free = new Semaphore(1);
    private boolean held; // written and read only by whoever has the permit

    /** Takes the role if nobody has it. */
    boolean tryAcquire() {
        if (free.tryAcquire()) {
            held = true;
            return true;
        }
        return false;
    }

    /** Takes the role if it becomes free within a few microseconds: a section without a force must not park anyone. */
    boolean trySpinning() {
        for (int i = 0; i < SPINS; i++) {
            if (tryAcquire()) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    /** Waits for the role; an interrupt does not end the wait. */
    public void acquire() {
        free.acquireUninterruptibly();
        held = true;
    }

    /** Gives the role back. */
    public void release() {
        requireHeld();
        held = false;
        free.release();
    }

    /** Checks that somebody has the role: called by everything that changes durable state. */
    void requireHeld() {
        if (!held) {
            throw new IllegalStateException("nobody holds the writer role");
        }
    }
}
