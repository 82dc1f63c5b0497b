package io.batpak.core.append;

import io.batpak.api.append.Expectation;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventId;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Hash;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.core.index.Chain;
import io.batpak.core.segment.FrameFormat;
import org.jspecify.annotations.Nullable;

/**
 * One event, ready to be committed: encoded and hashed on its caller's thread (D-5). The holder of the writer role fills
 * in what it decides.
 */
final class PreparedEvent {
    final EventId id;
    final Coordinate coordinate;
    final EventKind kind;
    final long lane;
    final @Nullable IdempotencyKey key;
    final Expectation expectation;
    /** The caller's part of the frame with the payload behind it. */
    final byte[] tail;

    final byte[] content = new byte[Hash.LENGTH];
    final byte[] body = new byte[Hash.LENGTH];
    final byte[] link = new byte[Hash.LENGTH];

    long sequence;
    long revision;
    long time;
    long segment;
    long offset;
    @Nullable
    Chain chain;

    PreparedEvent(
            EventId id,
            Coordinate coordinate,
            EventKind kind,
            long lane,
            @Nullable IdempotencyKey key,
            Expectation expectation,
            byte[] tail) {
        this.id = id;
        this.coordinate = coordinate;
        this.kind = kind;
        this.lane = lane;
        this.key = key;
        this.expectation = expectation;
        this.tail = tail;
    }

    int frameLength() {
        return FrameFormat.eventLength(tail.length);
    }

    Receipt receipt(boolean durable) {
        return new Receipt(
                id, coordinate, kind, sequence, lane, revision, time, content, link, durable, false, segment, offset,
                frameLength());
    }
}
