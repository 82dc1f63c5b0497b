package io.batpak.api.verify;

import java.util.List;

/** What a salvage took over into a new store, and what it could not. */
public interface SalvageReport {
    /**
     * A run of events that now have other sequences.
     *
     * @param from the old sequence of the first
     * @param to the new sequence of the first
     * @param count how many
     */
    record Moved(long from, long to, long count) {}

    /** Returns how many users' events were taken over; ids, keys, times and payloads are the old ones. */
    long events();

    /** Returns the old sequences of which nothing sound was found, as runs; {@code to} is -1. */
    List<Moved> missing();

    /** Returns how old sequences map to new ones. */
    List<Moved> moved();

    /** Returns the damage that was met. */
    List<CheckReport.Damage> damages();
}
