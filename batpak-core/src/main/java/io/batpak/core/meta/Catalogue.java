package io.batpak.core.meta;

import io.batpak.api.spi.StoreDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sealed segments of an open store, and their record in {@code store.meta}. The record may lag: it is brought up to
 * date by the helper and at a close (4a).
 */
public final class Catalogue {
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

    /** Brings {@code store.meta} up to date. */
    public void save() throws IOException {
        lock.lock();
        try {
            if (behind) {
                StoreMeta next = saved.withSegments(highest, entries);
                MetaFile.replace(directory, next);
                saved = next;
                behind = false;
            }
        } finally {
            lock.unlock();
        }
    }
}
