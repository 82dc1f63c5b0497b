package io.batpak.core.read;

import io.batpak.api.event.CausationId;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.CorrelationId;
import io.batpak.api.event.EventId;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Lane;
import io.batpak.api.read.Missed;
import io.batpak.api.read.Notification;
import java.time.Instant;
import java.util.Optional;

/** What a notification says: all of an event but its payload, decoded, so that a queue holds no frames. */
record PublishedEvent(
        long sequence,
        EventId id,
        Coordinate coordinate,
        EventKind kind,
        Lane lane,
        long depth,
        long revision,
        Instant time,
        CorrelationId correlation,
        Optional<CausationId> causation,
        Optional<Missed> missed)
        implements Notification {
    static PublishedEvent of(StoredEvent event) {
        return new PublishedEvent(
                event.sequence(),
                event.id(),
                event.coordinate(),
                event.kind(),
                event.lane(),
                event.depth(),
                event.revision(),
                event.time(),
                event.correlation(),
                event.causation(),
                Optional.empty());
    }

    /** Returns the same for a subscription that missed something before. */
    PublishedEvent after(Missed gap) {
        return new PublishedEvent(sequence, id, coordinate, kind, lane, depth, revision, time, correlation, causation,
                Optional.of(gap));
    }
}
