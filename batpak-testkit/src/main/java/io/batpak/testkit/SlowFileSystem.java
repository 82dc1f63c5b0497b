package io.batpak.testkit;

import io.batpak.api.spi.StoreFileSystem;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A file system around another that takes its time over each read, write, zeroing and force, whatever interrupts arrive
 * meanwhile, and counts those: a test of interrupts shows with it that they came inside an operation and not around it.
 *
 * <p><b>Threads:</b> safe for use by many threads at once. No flag is ever cleared.
 */
public final class SlowFileSystem extends ForwardingFileSystem {
    private final long delayNanos;
    private final Map<OperationKind, AtomicLong> interrupts = new ConcurrentHashMap<>();

    /** Makes one around another, with so much time for each operation. */
    public SlowFileSystem(StoreFileSystem inner, Duration delay) {
        super(inner);
        this.delayNanos = delay.toNanos();
    }

    /** Returns how many operations began with the thread's interrupt flag down and ended with it up. */
    public long interruptsInside() {
        return interrupts.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /** Returns how many of them were of a kind. */
    public long interruptsInside(OperationKind kind) {
        AtomicLong count = interrupts.get(kind);
        return count == null ? 0 : count.get();
    }

    @Override
    <T> T around(Operation operation, Call<T> call) throws IOException {
        return switch (operation.kind()) {
            case READ, WRITE, ZERO, FORCE, FORCE_DIRECTORY -> slow(operation.kind(), call);
            default -> call.run();
        };
    }

    private <T> T slow(OperationKind kind, Call<T> call) throws IOException {
        boolean interruptedBefore = Thread.currentThread().isInterrupted();
        try {
            dawdle();
            return call.run();
        } finally {
            if (!interruptedBefore && Thread.currentThread().isInterrupted()) {
                interrupts.computeIfAbsent(kind, k -> new AtomicLong()).incrementAndGet();
            }
        }
    }

    private void dawdle() {
        long deadline = System.nanoTime() + delayNanos;
        long left = delayNanos;
        while (left > 0) {
            if (Thread.currentThread().isInterrupted()) {
                // Parking returns at once while the flag is up.
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(left);
            }
            left = deadline - System.nanoTime();
        }
    }
}
