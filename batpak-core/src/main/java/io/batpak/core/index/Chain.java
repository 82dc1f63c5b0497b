package io.batpak.core.index;

import org.jspecify.annotations.Nullable;

/**
 * The head of one (entity, lane), and what it will be when the group that is being committed is written. Belongs to
 * the holder of the writer role, but for {@link #head}.
 */
public final class Chain {
    /** The revision of a chain without events. */
    public static final long EMPTY = -1;

    private final EntityChains entity;
    private final long lane;
    private volatile long head = EMPTY;
    private long revision = EMPTY;
    private long time;
    private byte @Nullable [] link;
    private boolean pending;
    private long pendingRevision;
    private long pendingTime;
    private byte @Nullable [] pendingLink;

    Chain(EntityChains entity, long lane) {
        this.entity = entity;
        this.lane = lane;
    }

    public EntityChains entity() {
        return entity;
    }

    public long lane() {
        return lane;
    }

    /** Returns the sequence of the newest event; it may not be visible yet. {@link #EMPTY} if there is none. */
    public long head() {
        return head;
    }

    /** Returns the newest revision, events of the current group included. */
    public long revision() {
        return pending ? pendingRevision : revision;
    }

    /** Returns the newest event's time, events of the current group included. */
    public long time() {
        return pending ? pendingTime : time;
    }

    /** Returns the newest link, events of the current group included; null if it must be recomputed. */
    public byte @Nullable [] link() {
        return pending ? pendingLink : link;
    }

    /** Keeps the link of the committed head, which was recomputed. */
    public void recomputed(byte[] committedLink) {
        link = committedLink;
    }

    /** Moves the head for the current group only; returns true if this is the first move. */
    public boolean advance(long newRevision, long newTime, byte[] newLink) {
        boolean first = !pending;
        pending = true;
        pendingRevision = newRevision;
        pendingTime = newTime;
        pendingLink = newLink;
        return first;
    }

    /** Forgets what the current group did. */
    public void undo() {
        pending = false;
        pendingLink = null;
    }

    /** Makes the head what the current group made it. */
    public void settle() {
        if (pending) {
            revision = pendingRevision;
            time = pendingTime;
            link = pendingLink;
            undo();
        }
    }

    /** Moves the head to an event read from the log. */
    void restore(long newRevision, long newTime) {
        revision = newRevision;
        time = newTime;
        link = null;
    }

    void moveHead(long sequence) {
        head = sequence;
    }
}
