package io.batpak.core.read;

import io.batpak.api.error.PayloadException;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.CausationId;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.CorrelationId;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventId;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Hash;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.api.event.Lane;
import io.batpak.core.segment.EventFrame;
import io.batpak.core.segment.LinkHash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event over its frame: each part is decoded when it is asked for. */
final class StoredEvent implements Event {
    private final EventFrame frame;
    private final PayloadDecoder decoder;
    private byte @Nullable [] link;
    private byte @Nullable [] content;

    StoredEvent(EventFrame frame, PayloadDecoder decoder) {
        this.frame = frame;
        this.decoder = decoder;
    }

    EventFrame frame() {
        return frame;
    }

    @Override
    public long sequence() {
        return frame.sequence();
    }

    @Override
    public EventId id() {
        return frame.id();
    }

    @Override
    public Coordinate coordinate() {
        return new Coordinate(frame.entity(), frame.scope());
    }

    @Override
    public EventKind kind() {
        return new EventKind(frame.kind());
    }

    @Override
    public int payloadVersion() {
        return frame.payloadVersion();
    }

    @Override
    public Lane lane() {
        return Lane.of(frame.lane());
    }

    @Override
    public long revision() {
        return frame.revision();
    }

    @Override
    public long depth() {
        return frame.options().depth();
    }

    @Override
    public Instant time() {
        return Instant.EPOCH.plus(frame.time(), ChronoUnit.MICROS);
    }

    @Override
    public CorrelationId correlation() {
        UUID id = frame.options().correlation();
        return id == null ? new CorrelationId(frame.idHigh(), frame.idLow()) : CorrelationId.of(id);
    }

    @Override
    public Optional<CausationId> causation() {
        return Optional.ofNullable(frame.options().causation()).map(CausationId::of);
    }

    @Override
    public Optional<IdempotencyKey> key() {
        return Optional.ofNullable(frame.options().key());
    }

    @Override
    public int flags() {
        return frame.userFlags();
    }

    @Override
    public List<String> tags() {
        return frame.options().tags();
    }

    @Override
    public SortedMap<String, Bytes> extensions() {
        return frame.options().extensions();
    }

    @Override
    public Bytes payload() {
        return Bytes.copyOf(frame.bytes(), frame.payloadAt(), frame.payloadLength());
    }

    @Override
    public <T> T payloadAs(Class<T> type) {
        if (decoder.codec() == null) {
            throw new PayloadException("the store has no codec: payloads are bytes; use payload()");
        }
        return decoder.codec().decode(payload(), type);
    }

    @Override
    public Hash contentHash() {
        byte[] known = content;
        return Hash.of(known == null ? hashed(true) : known);
    }

    @Override
    public Hash link() {
        byte[] known = link;
        return Hash.of(known == null ? hashed(false) : known);
    }

    @Override
    public Hash previousLink() {
        return frame.previousLink();
    }

    private byte[] hashed(boolean wantsContent) {
        byte[] newContent = new byte[Hash.LENGTH];
        byte[] newLink = new byte[Hash.LENGTH];
        frame.hashInto(new LinkHash(decoder.hash()), newContent, newLink);
        content = newContent;
        link = newLink;
        return wantsContent ? newContent : newLink;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Event that && id().equals(that.id()) && link().equals(that.link());
    }

    @Override
    public int hashCode() {
        return id().hashCode();
    }

    @Override
    public String toString() {
        return "Event[sequence=" + sequence() + ", id=" + id() + ", " + coordinate() + ", kind=" + kind() + "]";
    }
}
