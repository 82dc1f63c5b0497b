package io.batpak.core.append;

import io.batpak.api.append.Expectation;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventId;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Hash;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.core.index.Chain;
import io.batpak.core.segment.EventStamp;
import io.batpak.core.segment.FrameFormat;
import org.jspecify.annotations.Nullable;

/**
 * One event, ready to be committed: encoded and hashed on its caller's thread (D-5). The holder of the writer role fills
 * in what it decides.
 */
final class PreparedEvent extends EventStamp {
    final EventId id;
    final Coordinate coordinate;
    final EventKind kind;
    final @Nullable IdempotencyKey key;
    final Expectation expectation;
    /** Where its tail lies among the command's; the body's hash lies just ahead of it. */
    final int tailAt;
    final int tailLength;

    final byte[] content = new byte[Hash.LENGTH];
    final byte[] link = new byte[Hash.LENGTH];

    long segment;
    long offset;
    /** The chain that it goes on; null until the holder of the writer role begins it. */
    @Nullable
    Chain chain;

    PreparedEvent(
            EventId id,
            Coordinate coordinate,
            EventKind kind,
            long lane,
            @Nullable IdempotencyKey key,
            Expectation expectation,
            int tailAt,
            int tailLength) {
        super(lane);
        this.id = id;
        this.coordinate = coordinate;
        this.kind = kind;
        this.key = key;
        this.expectation = expectation;
        this.tailAt = tailAt;
        this.tailLength = tailLength;
    }

    int bodyAt() {
        return tailAt - Hash.LENGTH;
    }

    int frameLength() {
        return FrameFormat.eventLength(tailLength);
    }

    Receipt receipt(boolean durable) {
        return new Receipt(
                id, coordinate, kind, sequence, lane, revision, time, content, link, durable, false, segment, offset,
                frameLength());
    }
}
