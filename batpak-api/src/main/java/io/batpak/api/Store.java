package io.batpak.api;

import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Submission;
import io.batpak.api.append.VisibilityFence;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Watermark;
import io.batpak.api.read.RegisteredConsumer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * An open store, for reading and appending. One process, and in it one handle, has a directory open for writing
 * (W-001).
 *
 * <p><b>Threads:</b> safe for use by any number of threads, virtual ones too. What one thread hands in is committed in
 * that order. <b>Durability:</b> by default an append returns when the event is forced to the medium; one force serves
 * all that wait for it. <b>Interrupts:</b> an append that was handed in has an outcome: it is waited for, and the
 * interrupt flag stays set.
 *
 * <p>An append ends in a receipt or in one of: {@link io.batpak.api.error.AppendRejectedException} (refused, no trace),
 * {@link io.batpak.api.error.StorageException} (failed and undone), {@link
 * io.batpak.api.error.OutcomeUnknownException} (may be committed), {@link
 * io.batpak.api.error.StoreUnavailableException} (closed or poisoned), {@link
 * io.batpak.api.error.PayloadException} (the codec refused the value). With a watermark to wait for it can also end in
 * {@link io.batpak.api.error.CommittedException} (committed, with the receipts; the watermark did not come).
 */
public interface Store extends StoreReader {
    /**
     * Opens a store for writing, as {@link StoreConfig#openMode()} says.
     *
     * @throws io.batpak.api.error.StoreUnavailableException if it is locked, missing, or there and should not be
     * @throws io.batpak.api.error.CorruptionException if acknowledged data is damaged; nothing was changed
     * @throws io.batpak.api.error.FormatVersionException if another version of the library wrote it
     * @throws io.batpak.api.error.ProviderException if a plugin that it needs is missing
     */
    static Store open(StoreConfig config) {
        return StoreProvider.load().open(config);
    }

    /**
     * Opens a store for reading: takes no lock, changes nothing, works beside a writer of another process, and sees
     * what is durable. Damage does not keep it from opening: it is met when a damaged event is read.
     */
    static StoreReader openReadOnly(StoreConfig config) {
        return StoreProvider.load().openReadOnly(config);
    }

    /** Appends one event and waits for it. */
    AppendReceipt append(AppendRequest request);

    /** Appends one event with bytes as they are to be stored, and waits for it. */
    default AppendReceipt append(Coordinate coordinate, EventKind kind, Bytes payload) {
        return append(AppendRequest.ofBytes(coordinate, kind, payload));
    }

    /** Appends one typed event and waits for it. */
    default AppendReceipt append(Coordinate coordinate, Object event) {
        return append(AppendRequest.of(coordinate, event));
    }

    /**
     * Hands one event in; waits only while the queue is full.
     *
     * @return completes on a thread of the store when the event is committed, or cannot be; cancelling it does not
     *     cancel the append
     */
    CompletableFuture<AppendReceipt> submit(AppendRequest request);

    /** Hands one event in if the queue has room, and says so if it has none; never waits. */
    Submission<AppendReceipt> trySubmit(AppendRequest request);

    /**
     * Appends events as one: all of them, with consecutive sequences, or none, now and after any crash.
     *
     * @return the receipts, in order of the requests; none for no requests
     */
    List<AppendReceipt> appendBatch(List<AppendRequest> requests);

    /** Hands a batch in; waits only while the queue is full. */
    CompletableFuture<List<AppendReceipt>> submitBatch(List<AppendRequest> requests);

    /** Hands a batch in if the queue has room, and says so if it has none; never waits. */
    Submission<List<AppendReceipt>> trySubmitBatch(List<AppendRequest> requests);

    /** Returns an empty outbox, in which requests are gathered until they are appended as one batch. */
    default Outbox outbox() {
        return new Outbox(this::appendBatch, this::submitBatch);
    }

    /** Returns an empty outbox whose batches go through a visibility fence, with {@link Outbox#submitFlush}. */
    default Outbox outbox(VisibilityFence fence) {
        return Outbox.through(fence);
    }

    /**
     * Begins a visibility fence: what is appended through it stays invisible until it commits. While it is open, every
     * other append is refused with {@link io.batpak.api.error.ErrorCode#VISIBILITY_FENCE_ACTIVE}; reads, forces and waits
     * go on.
     *
     * @throws io.batpak.api.error.AppendRejectedException if one is open, or the writer did not come to it in time; none
     *     was begun
     * @throws io.batpak.api.error.StorageException if its beginning could not be written and was undone
     * @throws io.batpak.api.error.OutcomeUnknownException if it is not known whether it was begun; if so, it ends at once
     * @throws io.batpak.api.error.StoreUnavailableException if the store is closed or poisoned
     */
    VisibilityFence beginVisibilityFence();

    /** Returns how writing goes now. */
    StoreHealth health();

    /** Returns when everything that was acknowledged before this call is durable (W-061). */
    void force();

    /**
     * Appends one event, then waits until a watermark of the whole store covers it (J-41). Waiting for {@link
     * Watermark#DURABLE} forces nothing by itself: ask for {@link io.batpak.api.append.Durability#DURABLE}, or set a
     * cadence ({@link StoreConfig#unforcedMaxCount()}, {@link StoreConfig#unforcedMaxAge()}).
     *
     * @param timeout how long to wait once the event is committed; 0 looks once
     * @throws io.batpak.api.error.CommittedException if the watermark did not come in time, or cannot come any more; the
     *     event is committed, and the exception has its receipt
     * @throws IllegalArgumentException if the timeout is negative; nothing was appended
     */
    AppendReceipt appendAndAwait(AppendRequest request, Watermark watermark, Duration timeout);

    /**
     * Appends events as one, then waits until a watermark of the whole store covers the last of them. Everything else is
     * as in {@link #appendBatch} and {@link #appendAndAwait}.
     */
    List<AppendReceipt> appendBatchAndAwait(List<AppendRequest> requests, Watermark watermark, Duration timeout);

    /**
     * Waits until a watermark of the whole store comes to {@code bound}: to {@code receipt.sequence() + 1}, for an event
     * to be covered. What has come so far stays so: this succeeds even on a store that is poisoned or closed (J-21).
     * Forces nothing.
     *
     * @param timeout how long to wait, by the store's clock; 0 looks once
     * @throws io.batpak.api.error.WaitTimeoutException if it did not come in time
     * @throws io.batpak.api.error.StoreUnavailableException if it cannot come any more: the store is poisoned or closed
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalArgumentException if bound or timeout is negative
     */
    void awaitFrontier(Watermark watermark, long bound, Duration timeout) throws InterruptedException;

    /**
     * Waits until a watermark of one lane comes to {@code bound}; other lanes do not count (FRN-14). Everything else is as
     * for the whole store.
     */
    void awaitFrontier(Watermark watermark, Lane lane, long bound, Duration timeout) throws InterruptedException;

    /**
     * Registers somebody who works events off: from now on {@link Watermark#APPLIED} waits for it too.
     *
     * @param name for people, and unique among those registered
     * @param applied the bound it begins with: all sequences below are worked off
     * @throws IllegalArgumentException if the name is blank or in use, or the bound negative or beyond what is visible
     */
    RegisteredConsumer registerConsumer(String name, long applied);
}
