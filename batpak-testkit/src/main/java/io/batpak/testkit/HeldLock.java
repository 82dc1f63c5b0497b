package io.batpak.testkit;

import io.batpak.api.spi.LockAttempt;

/** A lock on a {@link Volume}. Giving it back twice does not take it from the next holder. */
final class HeldLock implements LockAttempt.Lock {
    private final Volume volume;
    private final Folder folder;
    private final String name;
    private boolean closed;

    HeldLock(Volume volume, Folder folder, String name) {
        this.volume = volume;
        this.folder = folder;
        this.name = name;
    }

    @Override
    public void close() {
        volume.lock.lock();
        try {
            if (!closed) {
                closed = true;
                folder.holders.remove(name);
            }
        } finally {
            volume.lock.unlock();
        }
    }
}
