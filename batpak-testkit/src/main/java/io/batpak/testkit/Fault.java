package io.batpak.testkit;

import java.util.concurrent.atomic.AtomicInteger;

/** A fault that was armed. It counts how often it fired: a test whose fault never fires proves nothing. */
public final class Fault {
    private final String description;
    private final AtomicInteger firings = new AtomicInteger();

    Fault(String description) {
        this.description = description;
    }

    /** Returns how often it fired. */
    public int firings() {
        return firings.get();
    }

    void fire() {
        firings.incrementAndGet();
    }

    @Override
    public String toString() {
        return description + ", fired " + firings() + " times";
    }

    /** Throws if one of these never fired. */
    static void requireAllFired(Iterable<Fault> faults) {
        StringBuilder silent = new StringBuilder();
        for (Fault fault : faults) {
            if (fault.firings() == 0) {
                silent.append("\n  ").append(fault.description);
            }
        }
        if (!silent.isEmpty()) {
            throw new AssertionError("Armed, but never fired:" + silent);
        }
    }
}
