package io.batpak.api.append;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The answer to an attempt to hand something in without waiting (J-32).
 *
 * @param <T> what it ends in: a receipt, or the receipts of a batch
 */
public sealed interface Submission<T> {
    /**
     * It is queued.
     *
     * @param answer completes when it is committed, or cannot be; cancelling it does not cancel the append
     * @param <T> what it ends in
     */
    record Accepted<T>(CompletableFuture<T> answer) implements Submission<T> {}

    /**
     * The queue has no room: nothing was handed in.
     *
     * @param after when to try again
     * @param queuedCount how many requests are queued
     * @param queuedBytes how many bytes they have together
     * @param <T> what it would have ended in
     */
    record Retry<T>(Duration after, int queuedCount, long queuedBytes) implements Submission<T> {}

    /**
     * A visibility fence is open: nothing was handed in.
     *
     * @param <T> what it would have ended in
     */
    record Fenced<T>() implements Submission<T> {}
}
