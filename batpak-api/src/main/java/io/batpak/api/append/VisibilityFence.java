package io.batpak.api.append;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Holds back what is appended through it, until all of it becomes visible at one moment, or none of it ever does
 * (FEN-1 to FEN-10). One can be open at a time, and while it is, nothing else can be appended to the store.
 *
 * <p>What is appended takes its sequence, its revision and its idempotency key at once, and later events of the same
 * chains follow it; only no read returns it. {@link #commit} shows all of it. Everything else hides it for ever: {@link
 * #cancel}, {@link #close}, the close of the store, a failure that stops the writer or starts it again, a crash. Events
 * that are hidden stay in the log and in their chains, and a request with one of their keys is refused with {@link
 * io.batpak.api.error.ErrorCode#VISIBILITY_FENCE_CANCELLED}. An expectation compares with them too: where the head of a
 * chain is hidden, no read tells its revision, but the refusal does.
 *
 * <p>The answers come when it ends, so a thread that waits for one before it commits waits for ever. With a commit they
 * are receipts of durable events, with any other end {@code VISIBILITY_FENCE_CANCELLED}. Refusals and failures of single
 * requests come at once, and leave the fence as it is.
 *
 * <p><b>Threads:</b> safe for use by any number of threads. What is handed in after its end is refused with {@code
 * VISIBILITY_FENCE_NOT_ACTIVE}.
 */
public interface VisibilityFence extends AutoCloseable {
    /**
     * Hands one event in, with the same options as everywhere; waits only while the queue is full. Its durability is that
     * of the commit.
     *
     * @return completes when the fence ends, or when the request is refused; cancelling it does not cancel the append
     */
    CompletableFuture<AppendReceipt> submit(AppendRequest request);

    /** Hands a batch in, which is one inside the fence too: all of it is written, or nothing; waits as {@link #submit}. */
    CompletableFuture<List<AppendReceipt>> submitBatch(List<AppendRequest> requests);

    /**
     * Shows everything that was handed in before, in one publication, durably; then the answers come. A fence that nothing
     * was handed in to shows nothing.
     *
     * @throws io.batpak.api.error.AppendRejectedException if it is not open any more, or the writer did not come to it in
     *     time; then it can be committed again
     * @throws io.batpak.api.error.StorageException if that could not be written and was undone: it is still open
     * @throws io.batpak.api.error.OutcomeUnknownException if it may be committed: what is read after the store was opened
     *     again tells
     * @throws io.batpak.api.error.StoreUnavailableException if the store is closed or poisoned
     */
    void commit();

    /**
     * Hides everything that was handed in, for ever. It is hidden even if that cannot be recorded, on a full disk or by a
     * poisoned writer, because only a commit shows it.
     *
     * @throws io.batpak.api.error.AppendRejectedException if it is not open any more, or the writer did not come to it in
     *     time
     */
    void cancel();

    /** Cancels, unless it has ended; does not wait, and never fails. */
    @Override
    void close();
}
