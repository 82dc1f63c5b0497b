package io.batpak.core.append;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What waits for the writer role: first in, first out, bounded in number and in bytes. */
final class WriterQueue {
    /** What became of an attempt to queue. */
    enum Offer {
        QUEUED,
        FULL,
        CLOSED
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final ArrayDeque<AppendCommand> commands = new ArrayDeque<>();
    private final int maxCount;
    private final long maxBytes;
    private long bytes;
    private boolean closed;
    private volatile int count;

    WriterQueue(int maxCount, long maxBytes) {
        this.maxCount = maxCount;
        this.maxBytes = maxBytes;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** Queues the command if there is room; never waits for any. */
    Offer offer(AppendCommand command) {
        lock.lock();
        try {
            return offerLocked(command);
        } finally {
            lock.unlock();
        }
    }

    /** Queues the command; waits for room. An interrupt does not end the wait. */
    Offer put(AppendCommand command, long timeoutNanos) {
        boolean interrupted = false;
        long left = timeoutNanos;
        lock.lock();
        try {
            Offer offer = offerLocked(command);
            while (offer == Offer.FULL && left > 0) {
                try {
                    left = room.awaitNanos(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                offer = offerLocked(command);
            }
            return offer;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Queues a command without bytes even beyond the bounds; returns false if nothing is taken any more. */
    boolean offerAlways(AppendCommand command) {
        lock.lock();
        try {
            if (!closed) {
                commands.add(command);
                count = commands.size();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private Offer offerLocked(AppendCommand command) {
        if (closed) {
            return Offer.CLOSED;
        }
        boolean fits = commands.size() < maxCount && (commands.isEmpty() || bytes + command.bytes() <= maxBytes);
        if (!fits) {
            return Offer.FULL;
        }
        commands.add(command);
        bytes += command.bytes();
        count = commands.size();
        return Offer.QUEUED;
    }

    /** Moves commands that nobody withdrew to {@code target}, at most {@code limit}; 0 is no limit. */
    void drainTo(List<AppendCommand> target, int limit) {
        lock.lock();
        try {
            while (!commands.isEmpty() && (limit == 0 || target.size() < limit)) {
                AppendCommand command = commands.remove();
                bytes -= command.bytes();
                if (command.take()) {
                    target.add(command);
                }
            }
            count = commands.size();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
