package io.batpak.api;

import io.batpak.api.event.Event;
import io.batpak.api.event.EventId;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Region;
import io.batpak.api.read.Frontier;
import io.batpak.api.read.Overflow;
import io.batpak.api.read.Page;
import io.batpak.api.read.PageRequest;
import io.batpak.api.read.Subscription;
import io.batpak.api.verify.CheckReport;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An open store, for reading. Every call sees one moment of the store: all events that were visible when it began.
 *
 * <p><b>Threads:</b> safe for use by many threads at once. <b>Interrupts:</b> no call is disturbed by an interrupt, and
 * none clears the flag.
 *
 * <p>Every read can fail with {@link io.batpak.api.error.CorruptionException} (the bytes are not what was written),
 * {@link io.batpak.api.error.StorageException} (the medium failed) and
 * {@link io.batpak.api.error.StoreUnavailableException} (the store is closed).
 */
public interface StoreReader extends AutoCloseable {
    /** Returns the event with this id, if there is one. */
    Optional<Event> get(EventId id);

    /** Returns the event at this place of the commit order, if there is one. */
    Optional<Event> at(long sequence);

    /** Returns the newest event of an entity on a lane, if there is one. */
    Optional<Event> latest(String entity, Lane lane);

    /** Returns a part of a region, in the order of sequences. */
    Page page(Region region, PageRequest request);

    /**
     * Returns all events of a region from a sequence on, oldest first, read while the stream is consumed. The stream
     * ends with what was visible when this was called.
     */
    Stream<Event> stream(Region region, long fromSequence);

    /**
     * Subscribes to what is published in a region from now on. A store that is open for reading takes notice of what
     * another process makes durable by itself, several times a second, as long as anybody subscribes.
     *
     * @param capacity how many notifications wait for the subscriber at most, 1 to {@value Subscription#MAX_CAPACITY}
     * @param overflow what becomes of the subscription when more would have to
     * @throws IllegalArgumentException if the capacity is outside its range
     * @throws io.batpak.api.error.StoreUnavailableException if the store is closed
     */
    Subscription subscribe(Region region, int capacity, Overflow overflow);

    /** Subscribes with the default capacity, to be cut off when it is exceeded. */
    default Subscription subscribe(Region region) {
        return subscribe(region, Subscription.DEFAULT_CAPACITY, Overflow.CUT_OFF);
    }

    /** Returns how far the store has come. */
    Frontier frontier();

    /**
     * Takes notice of what another process made durable since; does nothing on a store that is open for writing.
     *
     * @return how far the store has come now
     */
    Frontier refresh();

    /** Checks the whole store from its bytes up, beside whatever is going on. */
    CheckReport verify();

    /** Returns what the open found and did. */
    OpenReport openReport();

    /** Closes the store; once more does nothing. */
    @Override
    void close();
}
