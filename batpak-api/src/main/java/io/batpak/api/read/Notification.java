package io.batpak.api.read;

import io.batpak.api.event.CausationId;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.CorrelationId;
import io.batpak.api.event.EventId;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Lane;
import java.time.Instant;
import java.util.Optional;

/**
 * Says that an event was published, and which; the payload is read with {@code get} or {@code at}. Whoever holds it can
 * read the event (W-021).
 *
 * <p><b>Threads:</b> immutable.
 */
public interface Notification {
    /** Returns the event's place in the store-wide commit order. */
    long sequence();

    /** Returns the event's identity. */
    EventId id();

    /** Returns whose stream, and in which compartment. */
    Coordinate coordinate();

    /** Returns what sort of event it is. */
    EventKind kind();

    /** Returns the branch within the entity. */
    Lane lane();

    /** Returns how deep the branch is. */
    long depth();

    /** Returns the counter within (entity, lane), first = 0. */
    long revision();

    /** Returns when the event was committed, to the microsecond. */
    Instant time();

    /** Returns what the event belongs together with; its own id where nothing was given. */
    CorrelationId correlation();

    /** Returns what led to the event, if that was given. */
    Optional<CausationId> causation();

    /** Returns what the subscription missed right before this event; empty if nothing. */
    Optional<Missed> missed();
}
