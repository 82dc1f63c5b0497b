package io.batpak.core;

import io.batpak.core.frontier.Watermarks;
import io.batpak.core.read.PushHub;
import io.batpak.core.recovery.DurableLog;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings a log that is open for reading, and its watermarks, up to what another process made durable: when it is asked
 * to, and for subscriptions again and again. For any thread.
 */
final class LogFollower implements CoreReader.Refresher, PushHub.Source {
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final DurableLog log;
    private final Watermarks watermarks;
    private final ReentrantLock lock = new ReentrantLock();

    LogFollower(DurableLog log, Watermarks watermarks) {
        this.log = log;
        this.watermarks = watermarks;
    }

    @Override
    public void refresh() {
        lock.lock();
        try {
            log.advance();
            watermarks.moveTo(log.index().count(), log.visibility(), log.index().laneBounds());
        } catch (IOException e) {
            throw CoreReader.failed("The store could not be read on", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long look() {
        refresh();
        return INTERVAL_NANOS;
    }
}
