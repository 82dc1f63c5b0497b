package io.batpak.api;

import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.VisibilityFence;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Gathers requests until they are appended as one batch. It keeps them until it is known that they are committed (J-36):
 * after a refusal or an unknown outcome they are still here, to be mended, taken out or tried again, with idempotency keys
 * if the outcome is unknown. What is never flushed is never written.
 *
 * <p><b>Threads:</b> safe for use by many threads at once; one flush at a time.
 */
public final class Outbox {
    private final Function<List<AppendRequest>, List<AppendReceipt>> append;
    private final Function<List<AppendRequest>, CompletableFuture<List<AppendReceipt>>> submit;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<AppendRequest> staged = new ArrayList<>();
    private int underWay;

    Outbox(
            Function<List<AppendRequest>, List<AppendReceipt>> append,
            Function<List<AppendRequest>, CompletableFuture<List<AppendReceipt>>> submit) {
        this.append = append;
        this.submit = submit;
    }

    /** Returns one whose batches go through a visibility fence: their answers come when that ends. */
    static Outbox through(VisibilityFence fence) {
        return new Outbox(
                batch -> {
                    throw new IllegalStateException(
                            "The answer comes when the visibility fence ends: use submitFlush, then end the fence");
                },
                fence::submitBatch);
    }

    /** Adds a request behind the others. */
    public void stage(AppendRequest request) {
        Objects.requireNonNull(request);
        lock.lock();
        try {
            staged.add(request);
        } finally {
            lock.unlock();
        }
    }

    /** Returns what is not known to be committed, in order. */
    public List<AppendRequest> requests() {
        lock.lock();
        try {
            return List.copyOf(staged);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Forgets all requests.
     *
     * @throws IllegalStateException while a flush is under way
     */
    public void clear() {
        lock.lock();
        try {
            requireIdle();
            staged.clear();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Appends all requests as one batch and waits for it; fails as {@link Store#appendBatch} does, and then keeps them.
     *
     * @throws IllegalStateException while a flush is under way; and always if they go through a visibility fence
     */
    public List<AppendReceipt> flush() {
        List<AppendRequest> batch = begin();
        boolean committed = false;
        try {
            List<AppendReceipt> receipts = append.apply(batch);
            committed = true;
            return receipts;
        } finally {
            end(committed);
        }
    }

    /**
     * Hands all requests in as one batch. Those that are staged meanwhile wait for the next flush.
     *
     * @return completes as that of {@link Store#submitBatch} does, after the outbox let the requests go or kept them
     * @throws IllegalStateException while a flush is under way
     */
    public CompletableFuture<List<AppendReceipt>> submitFlush() {
        List<AppendRequest> batch = begin();
        CompletableFuture<List<AppendReceipt>> answer;
        try {
            answer = submit.apply(batch);
        } catch (RuntimeException | Error e) {
            end(false);
            throw e;
        }
        return answer.whenComplete((receipts, failure) -> end(failure == null));
    }

    private List<AppendRequest> begin() {
        lock.lock();
        try {
            requireIdle();
            underWay = staged.size();
            return List.copyOf(staged);
        } finally {
            lock.unlock();
        }
    }

    private void end(boolean committed) {
        lock.lock();
        try {
            if (committed) {
                staged.subList(0, underWay).clear();
            }
            underWay = 0;
        } finally {
            lock.unlock();
        }
    }

    private void requireIdle() {
        if (underWay > 0) {
            throw new IllegalStateException("A flush of " + underWay + " requests is under way; wait for its answer");
        }
    }
}
