package io.batpak.core.meta;

import io.batpak.api.error.BatpakException;
import io.batpak.api.spi.StoreDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The sealed segments of an open store, and their record in {@code store.meta}. The record may lag: it is brought up to
 * date by the helper and at a close (4a).
 */
public final class Catalogue {
    /** The record on disk is not this session's any more: another writer got past the lock (LOCK-09). */
    public static final class SecondWriterException extends IOException {
        private static final long serialVersionUID = 1;

        private SecondWriterException(@Nullable Throwable cause) {
            super(MetaFile.NAME + " was written by somebody else since this session began", cause);
        }
    }

    private final StoreDirectory directory;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<CatalogueEntry> entries;
    private StoreMeta saved;
    private long highest;
    private volatile boolean behind;

    /** Takes over what {@code store.meta} says now, and entries that it may not have yet. */
    public Catalogue(StoreDirectory directory, StoreMeta saved, List<CatalogueEntry> entries, long highest) {
        this.directory = directory;
        this.saved = saved;
        this.entries = new ArrayList<>(entries);
        this.highest = highest;
        this.behind = !saved.catalogue().equals(entries) || saved.highestSegment() != highest;
    }

    /** Adds a segment that was sealed. */
    public void sealed(CatalogueEntry entry) {
        lock.lock();
        try {
            if (entry.id() > entries.size()) { // a restart may find what was sealed just before it
                entries.add(entry);
            }
            behind = true;
        } finally {
            lock.unlock();
        }
    }

    /** Begins the next generation, durably; returns its number. */
    public long raiseGeneration() throws IOException {
        lock.lock();
        try {
            saved = saved.withSession(saved.token(), saved.generation() + 1);
            behind = true;
            save();
            return saved.generation();
        } finally {
            lock.unlock();
        }
    }

    /** Notes that there is a segment with this id now. */
    public void created(long id) {
        lock.lock();
        try {
            highest = Math.max(highest, id);
            behind = true;
        } finally {
            lock.unlock();
        }
    }

    /** Returns true if {@code store.meta} does not say everything yet. */
    public boolean isBehind() {
        return behind;
    }

    /**
     * Brings {@code store.meta} up to date.
     *
     * @throws SecondWriterException if it is not what this session wrote
     */
    public void save() throws IOException {
        lock.lock();
        try {
            if (behind) {
                requireOurs();
                StoreMeta next = saved.withSegments(highest, entries);
                MetaFile.replace(directory, next);
                saved = next;
                behind = false;
            }
        } finally {
            lock.unlock();
        }
    }

    private void requireOurs() throws IOException {
        UUID token;
        try {
            token = MetaFile.read(directory).map(StoreMeta::token).orElse(null);
        } catch (BatpakException e) {
            throw new SecondWriterException(e);
        }
        if (!saved.token().equals(token)) {
            throw new SecondWriterException(null);
        }
    }
}
