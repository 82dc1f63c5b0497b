package io.batpak.api;

import java.util.Optional;

/**
 * How writing goes, at one moment (J-45). The counts are those of this session. How long commits and forces take, and how
 * many requests each serves, the flight recorder shows: {@code io.batpak.Commit} and {@code io.batpak.Force}.
 *
 * <p><b>Threads:</b> immutable.
 */
public interface StoreHealth {
    /** Returns why the store does not write any more; empty while it does. Reads go on, and a reopen may mend it. */
    Optional<String> poison();

    /** Returns how often the writer was started again after an unexpected failure. */
    int restarts();

    /** Returns how many requests are queued. */
    int queuedCount();

    /** Returns how many bytes the queued requests have together. */
    long queuedBytes();

    /** Returns how many groups of requests were committed. */
    long commits();

    /** Returns how many forces those took. */
    long forces();
}
