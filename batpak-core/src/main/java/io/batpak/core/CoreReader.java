package io.batpak.core;

import io.batpak.api.OpenReport;
import io.batpak.api.StoreReader;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.StorageException;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventId;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Region;
import io.batpak.api.read.Frontier;
import io.batpak.api.read.Overflow;
import io.batpak.api.read.Page;
import io.batpak.api.read.PageRequest;
import io.batpak.api.read.Subscription;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.verify.CheckReport;
import io.batpak.core.append.OutOfSpace;
import io.batpak.core.check.StoreCheck;
import io.batpak.core.frontier.Watermarks;
import io.batpak.core.plugins.Providers;
import io.batpak.core.read.EventReader;
import io.batpak.core.read.PushHub;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** An open store, for reading; a facade. Opened read-only it can take notice of what another process made durable. */
class CoreReader implements StoreReader {
    /** Brings a read-only log and its watermarks up to date. For any thread. */
    interface Refresher {
        void refresh();
    }

    private final StoreDirectory directory;
    private final Providers providers;
    private final EventReader reader;
    private final Watermarks watermarks;
    private final OpenReport report;
    private final PushHub push;
    private final Refresher refresher;
    private final AutoCloseable files;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean closed;

    CoreReader(
            StoreDirectory directory,
            Providers providers,
            EventReader reader,
            Watermarks watermarks,
            OpenReport report,
            PushHub push,
            Refresher refresher,
            AutoCloseable files) {
        this.directory = directory;
        this.providers = providers;
        this.reader = reader;
        this.watermarks = watermarks;
        this.report = report;
        this.push = push;
        this.refresher = refresher;
        this.files = files;
    }

    @Override
    public Optional<Event> get(EventId id) {
        return open().get(id);
    }

    @Override
    public Optional<Event> at(long sequence) {
        return open().at(sequence);
    }

    @Override
    public Optional<Event> latest(String entity, Lane lane) {
        return open().latest(entity, lane);
    }

    @Override
    public Page page(Region region, PageRequest request) {
        return open().page(region, request);
    }

    @Override
    public Stream<Event> stream(Region region, long fromSequence) {
        return open().stream(region, fromSequence);
    }

    @Override
    public Subscription subscribe(Region region, int capacity, Overflow overflow) {
        open();
        return push.subscribe(region, capacity, overflow);
    }

    @Override
    public Frontier frontier() {
        return watermarks.snapshot();
    }

    @Override
    public Frontier refresh() {
        open();
        refresher.refresh();
        return watermarks.snapshot();
    }

    @Override
    public CheckReport verify() {
        open();
        try {
            return StoreCheck.check(directory, providers::hash);
        } catch (IOException e) {
            throw failed("The store could not be checked", e);
        }
    }

    @Override
    public OpenReport openReport() {
        return report;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closeParts();
            }
        } finally {
            lock.unlock();
        }
    }

    private void closeParts() {
        try {
            push.close(); // first: what is delivered last still has to be read
        } finally {
            closed = true;
            closeFiles();
        }
    }

    private void closeFiles() {
        try (directory) {
            files.close();
        } catch (Exception e) {
            throw failed("The store's files could not be closed",
                    e instanceof IOException io ? io : new IOException(e));
        }
    }

    EventReader open() {
        if (closed) {
            throw new StoreUnavailableException(ErrorCode.STORE_CLOSED, "The store is closed. Open it again.", null);
        }
        return reader;
    }

    static StorageException failed(String what, IOException e) {
        boolean full = OutOfSpace.caused(e); // THR-70
        return new StorageException(
                full ? ErrorCode.STORAGE_FULL : ErrorCode.STORAGE_FAILED,
                what + " (" + e + "). " + (full ? "Make space" : "Mend the medium") + ", then try again.",
                e,
                false);
    }
}
