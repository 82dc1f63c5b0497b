package io.batpak.core.append;

import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.DiskPosition;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventId;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Hash;
import io.batpak.api.event.Lane;
import io.batpak.core.segment.EventFrame;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Evidence of an accepted append. */
record Receipt(
        EventId id,
        Coordinate coordinate,
        EventKind kind,
        long sequence,
        long laneNumber,
        long revision,
        long timeMicros,
        byte[] content,
        byte[] linkBytes,
        boolean durable,
        boolean replayed,
        long segment,
        long offset,
        int length)
        implements AppendReceipt {

    /** Returns the receipt of an event that was appended before. */
    static Receipt replayOf(EventFrame event, byte[] content, byte[] link, boolean durable, long segment, long offset) {
        return new Receipt(
                event.id(),
                new Coordinate(event.entity(), event.scope()),
                new EventKind(event.kind()),
                event.sequence(),
                event.lane(),
                event.revision(),
                event.time(),
                content,
                link,
                durable,
                true,
                segment,
                offset,
                event.length());
    }

    /** Returns the same receipt of an event that is forced by now. */
    Receipt forced() {
        return durable
                ? this
                : new Receipt(
                        id, coordinate, kind, sequence, laneNumber, revision, timeMicros, content, linkBytes, true,
                        replayed,
                        segment, offset, length);
    }

    @Override
    public Lane lane() {
        return Lane.of(laneNumber);
    }

    @Override
    public Instant time() {
        return Instant.EPOCH.plus(timeMicros, ChronoUnit.MICROS);
    }

    @Override
    public Hash contentHash() {
        return Hash.of(content);
    }

    @Override
    public Hash link() {
        return Hash.of(linkBytes);
    }

    @Override
    public DiskPosition position() {
        return new DiskPosition(segment, offset, length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Receipt that && id.equals(that.id) && sequence == that.sequence
                && link().equals(that.link());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "AppendReceipt[sequence=" + sequence + ", id=" + id + ", entity=" + coordinate.entity() + ", lane="
                + laneNumber
                + ", revision=" + revision + ", durable=" + durable + ", replayed=" + replayed + "]";
    }
}
