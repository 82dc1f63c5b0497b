package io.batpak.api.append;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The answer to an attempt to hand something in without waiting (J-32). */
public sealed interface Submission {
    /**
     * It is queued.
     *
     * @param receipt completes when the event is committed, or cannot be; cancelling it does not cancel the append
     */
    record Accepted(CompletableFuture<AppendReceipt> receipt) implements Submission {}

    /**
     * The queue has no room: nothing was handed in.
     *
     * @param after when to try again
     * @param queuedCount how many requests are queued
     * @param queuedBytes how many bytes they have together
     */
    record Retry(Duration after, int queuedCount, long queuedBytes) implements Submission {}
}
