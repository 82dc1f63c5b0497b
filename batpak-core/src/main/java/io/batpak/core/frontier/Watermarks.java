package io.batpak.core.frontier;

import io.batpak.api.read.Frontier;

/**
 * The progress points of a store in memory. The holder of the writer role moves them; readers take one immutable
 * snapshot through one volatile read.
 */
public final class Watermarks {
    /**
     * All points at one moment.
     *
     * @param written handed to the operating system
     * @param durable forced
     * @param visible to be seen by readers
     */
    private record Snapshot(long written, long durable, long visible) implements Frontier {}

    private volatile Snapshot now;

    public Watermarks(long events, long durable) {
        now = new Snapshot(events, durable, events);
    }

    public Frontier snapshot() {
        return now;
    }

    public long visible() {
        return now.visible;
    }

    public long durable() {
        return now.durable;
    }

    /** Publishes: what was indexed becomes visible. */
    public void publish(long events, long durable) {
        now = new Snapshot(events, durable, events);
    }

    /** Notes that a force which began when there were this many events has returned. */
    public void durable(long events) {
        Snapshot s = now;
        if (events > s.durable) {
            now = new Snapshot(s.written, events, s.visible);
        }
    }
}
