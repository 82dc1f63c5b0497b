package io.batpak.api.read;

import io.batpak.api.error.BatpakException;

/** Why a subscription delivers nothing more (J-44). */
public sealed interface SubscriptionEnd {
    /** The subscriber closed it. */
    record Closed() implements SubscriptionEnd {}

    /**
     * It was cut off: an event of its region found the queue full, or an event could not be read.
     *
     * @param firstLost the sequence of that event; to lose nothing, read the store from there on
     */
    record CutOff(long firstLost) implements SubscriptionEnd {}

    /** The store was closed. */
    record StoreClosed() implements SubscriptionEnd {}

    /**
     * The store's writer is poisoned and publishes nothing more. An append that was under way at that moment may be in
     * the store all the same.
     */
    record StorePoisoned() implements SubscriptionEnd {}

    /**
     * A store that is open for reading could not be read on.
     *
     * @param why what a refresh of it failed with
     */
    record ReadFailed(BatpakException why) implements SubscriptionEnd {}
}
