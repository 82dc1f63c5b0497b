package io.batpak.core.crash;

import java.util.ArrayList;
import java.util.List;

/** All that was handed in to a store over its sessions, in order: what the {@link Oracle} judges by. */
public final class Journal {
    private final List<Attempt> attempts;
    private long floor;
    private long next;
    private long fence;

    public Journal() {
        this(List.of(), 0, 0);
    }

    private Journal(List<Attempt> attempts, long floor, long next) {
        this.attempts = new ArrayList<>(attempts);
        this.floor = floor;
        this.next = next;
    }

    /** Returns a copy that goes its own way: each crash of one run is judged alone. */
    public Journal copy() {
        Journal copy = new Journal(attempts.stream().map(Attempt::copy).toList(), floor, next);
        copy.fence = fence;
        return copy;
    }

    /** Returns a copy in which nothing that was acknowledged counts as durable: the disk lied. */
    Journal disbelieved() {
        Journal copy = new Journal(attempts.stream().map(Attempt::copy).toList(), 0, next);
        copy.attempts.stream().filter(a -> a.state() != Attempt.State.NEVER)
                .forEach(a -> a.become(Attempt.State.OPEN));
        return copy;
    }

    /** Notes that a visibility fence was begun; it has the next number. */
    void beginFence() {
        fence++;
    }

    /** Returns the number of the visibility fence that was begun last. */
    long fence() {
        return fence;
    }

    /** Notes whether what was handed in through that fence may be seen: since its commit was asked for, and not undone. */
    void showFence(boolean shown) {
        attempts.stream().filter(a -> a.fence == fence).forEach(a -> a.mayBeShown(shown));
    }

    Attempt add(Attempt attempt) {
        attempts.add(attempt);
        return attempt;
    }

    public List<Attempt> attempts() {
        return attempts;
    }

    /** Notes how many events the store called durable. */
    void promise(long events) {
        floor = Math.max(floor, events);
    }

    /** Returns how many events, those of the store itself included, were called durable. */
    public long floor() {
        return floor;
    }

    /** Returns the same for journals by which the same is right. */
    String signature() {
        return floor + " " + attempts.stream().map(a -> a.state() + (a.isShowable() ? "" : " fenced")).toList();
    }

    /** Returns a number that no other event has: no two payloads are equal. */
    long nextNumber() {
        return next++;
    }
}
