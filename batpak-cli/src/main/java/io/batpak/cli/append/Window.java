package io.batpak.cli.append;

import io.batpak.api.Store;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.error.BatpakException;
import io.batpak.cli.output.Failure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps several parcels under way, and tells their outcomes in the order of the input.
 *
 * <p>A thread of its own reads and hands in; the caller's thread waits for the oldest parcel under way, and tells it as
 * soon as it has an outcome, whether more input comes or not. A permit is taken before a parcel is handed in and given
 * back after it was told, so that when one is refused at most {@code size - 1} later ones are under way. The reader may
 * be left waiting for input that nobody needs any more: it is a daemon, and hands in nothing after {@link #stop}.
 */
public final class Window {
    /** An entry of the queue. */
    private sealed interface Entry {
        /**
         * A parcel that was handed in.
         *
         * @param receipts what comes of it
         * @param lines where it came from
         */
        record UnderWay(CompletableFuture<List<AppendReceipt>> receipts, List<Long> lines) implements Entry {}

        /**
         * A parcel that could not be handed in.
         *
         * @param failure why
         */
        record Bad(Failure failure) implements Entry {}

        /**
         * The end of the input.
         *
         * @param thrown what kept the reader from going on, if anything did
         */
        record End(@Nullable Throwable thrown) implements Entry {}
    }

    private final Store store;
    private final Intake intake;
    private final Journal journal;
    private final Semaphore permits;
    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>(); // bounded by the permits
    private final ReentrantLock handingIn = new ReentrantLock();
    private boolean stopped; // guarded by handingIn

    /**
     * Makes the work.
     *
     * @param size how many parcels may be under way, at least 1
     */
    public Window(Store store, Intake intake, Journal journal, int size) {
        this.store = store;
        this.intake = intake;
        this.journal = journal;
        this.permits = new Semaphore(size);
    }

    /** Works until the input ends, or something fails and nothing may follow. */
    public void run() throws IOException {
        Thread.ofPlatform().daemon().name("batpak-append-input").start(this::read);
        try {
            Entry entry = take();
            while (!(entry instanceof Entry.End end)) {
                if (!tell(entry)) {
                    stop();
                    drain();
                    return;
                }
                permits.release();
                entry = take();
            }
            rethrow(end.thrown());
        } finally {
            stop();
            journal.flush();
        }
    }

    // The caller's side.

    private Entry take() {
        Entry entry = queue.poll();
        if (entry == null) {
            journal.flush();
            try {
                entry = queue.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while appends are under way", e);
            }
        }
        return entry;
    }

    private void drain() {
        for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
            tell(entry);
        }
    }

    /** Waits for the outcome and tells it; returns true if others may follow. */
    private boolean tell(Entry entry) {
        return switch (entry) {
            case Entry.End end -> true;
            case Entry.Bad bad -> journal.tell(bad.failure());
            case Entry.UnderWay underWay -> {
                if (!underWay.receipts().isDone()) {
                    journal.flush();
                }
                List<AppendReceipt> receipts;
                try {
                    receipts = underWay.receipts().join();
                } catch (CompletionException e) {
                    yield journal.tell(e.getCause() == null ? e : e.getCause(), underWay.lines());
                } catch (CancellationException e) {
                    yield journal.tell(e, underWay.lines());
                }
                receipts.forEach(journal::print);
                yield true;
            }
        };
    }

    private void stop() {
        handingIn.lock();
        try {
            stopped = true;
        } finally {
            handingIn.unlock();
        }
        permits.release();
    }

    private static void rethrow(@Nullable Throwable thrown) throws IOException {
        switch (thrown) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(thrown);
        }
    }

    // The reader's side.

    private void read() {
        @Nullable
        Throwable thrown = null;
        try {
            boolean goOn = true;
            while (goOn) {
                permits.acquireUninterruptibly();
                Optional<Parcel> next = intake.next();
                goOn = next.isPresent() && handIn(next.get());
            }
        } catch (IOException | RuntimeException | Error e) { // told by the caller's side
            thrown = e;
        }
        queue.add(new Entry.End(thrown));
    }

    private boolean handIn(Parcel parcel) {
        handingIn.lock();
        try {
            if (stopped) {
                return false;
            }
            return switch (parcel) {
                case Parcel.Bad bad -> {
                    queue.add(new Entry.Bad(bad.failure()));
                    yield journal.keepsGoing();
                }
                case Parcel.Single single -> queue.add(new Entry.UnderWay(submit(single), List.of(single.line())));
                case Parcel.Batch batch -> queue.add(new Entry.UnderWay(submit(batch), batch.lines()));
            };
        } finally {
            handingIn.unlock();
        }
    }

    private CompletableFuture<List<AppendReceipt>> submit(Parcel.Single single) {
        try {
            return store.submit(single.request()).thenApply(List::of);
        } catch (BatpakException | IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<List<AppendReceipt>> submit(Parcel.Batch batch) {
        try {
            return store.submitBatch(batch.requests());
        } catch (BatpakException | IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
