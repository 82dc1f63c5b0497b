package io.batpak.api.read;

/**
 * How far the store has come, each as the number of events: all sequences below have come that far. It holds that
 * durable ≤ written and visible ≤ written.
 */
public interface Frontier {
    /** Returns up to where events are handed to the operating system. */
    long written();

    /** Returns up to where events are forced to the medium. */
    long durable();

    /** Returns up to where readers see events. */
    long visible();
}
