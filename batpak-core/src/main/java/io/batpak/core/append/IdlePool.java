package io.batpak.core.append;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/** What callers' threads work with and others may use after them: a bounded number is kept, however many threads. */
final class IdlePool<T> {
    private static final int SLOTS = 64;

    private final Supplier<T> maker;
    private final AtomicReferenceArray<T> idle = new AtomicReferenceArray<>(SLOTS);

    IdlePool(Supplier<T> maker) {
        this.maker = maker;
    }

    /** Takes one that is idle, or a new one. Who does not give it back loses nothing but its reuse. */
    T take() {
        T taken = idle.getAndSet(slot(), null);
        return taken == null ? maker.get() : taken;
    }

    /** Gives back what nobody uses any more. */
    void giveBack(T unused) {
        idle.setRelease(slot(), unused);
    }

    private static int slot() {
        return (int) Thread.currentThread().threadId() & SLOTS - 1;
    }
}
