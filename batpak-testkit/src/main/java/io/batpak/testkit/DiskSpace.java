package io.batpak.testkit;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The room that is left on a medium. Guarded by its plan's lock. */
final class DiskSpace {
    private long freeBytes = Long.MAX_VALUE;
    private long fullAt = Long.MAX_VALUE;
    private @Nullable Fault fault;

    void limit(long bytes, Fault limit) {
        freeBytes = bytes;
        fault = limit;
    }

    void fillAt(long operation, Fault limit) {
        fullAt = operation;
        fault = limit;
    }

    void release() {
        freeBytes = Long.MAX_VALUE;
        fullAt = Long.MAX_VALUE;
        fault = null;
    }

    long freeBytes() {
        return freeBytes;
    }

    void reached(long operation) {
        if (operation >= fullAt) {
            freeBytes = 0;
        }
    }

    /** Takes as many bytes as there are, at most so many; returns how many that were. */
    long take(long bytes) {
        long taken = Math.min(bytes, freeBytes);
        if (freeBytes != Long.MAX_VALUE) {
            freeBytes -= taken;
        }
        return taken;
    }

    /** Returns what an operation throws that did not get what it needs. */
    IOException exhausted() {
        if (fault != null) {
            fault.fire();
        }
        return new IOException("No space left on device");
    }
}
