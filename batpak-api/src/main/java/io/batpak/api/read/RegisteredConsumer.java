package io.batpak.api.read;

import io.batpak.api.event.Watermark;

/**
 * Somebody who works events off and reports how far. The {@link Watermark#APPLIED} watermark is the least of what all
 * registered consumers reported.
 *
 * <p><b>Threads:</b> safe for use by many threads at once.
 */
public interface RegisteredConsumer extends AutoCloseable {
    /** Returns the name under which it is registered. */
    String name();

    /** Returns the bound it reported last: all sequences below are worked off. */
    long applied();

    /**
     * Reports that all sequences below {@code bound} are worked off. One that was reported already changes nothing.
     *
     * @throws IllegalArgumentException if the bound is beyond what is visible
     */
    void advance(long bound);

    /** Takes it out of the least; once more does nothing. */
    @Override
    void close();
}
