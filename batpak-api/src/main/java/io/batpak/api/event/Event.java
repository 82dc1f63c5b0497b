package io.batpak.api.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * An immutable fact, read from the store. Its bytes were checked when it was read.
 *
 * <p><b>Threads:</b> immutable.
 */
public interface Event {
    /** Returns its place in the store-wide commit order, from 0 on, gapless. */
    long sequence();

    /** Returns its identity. */
    EventId id();

    /** Returns whose stream, and in which compartment. */
    Coordinate coordinate();

    /** Returns what sort of event it is. */
    EventKind kind();

    /** Returns the version of its payload's shape; 0 for an untyped payload. */
    int payloadVersion();

    /** Returns the branch within the entity. */
    Lane lane();

    /** Returns the counter within (entity, lane), first = 0. */
    long revision();

    /** Returns how deep the branch is. */
    long depth();

    /** Returns when it was committed, to the microsecond; never decreasing along (entity, lane) (W-010). */
    Instant time();

    /** Returns what it belongs together with; its own id where nothing was given. */
    CorrelationId correlation();

    /** Returns what led to it, if that was given. */
    Optional<CausationId> causation();

    /** Returns the idempotency key it was appended with. */
    Optional<IdempotencyKey> key();

    /** Returns the caller's eight flag bits, 0 to 255; the store does not act on them. */
    int flags();

    /** Returns the caller's tags, in order. */
    List<String> tags();

    /** Returns the caller's extensions, sorted by the bytes of their keys. */
    SortedMap<String, Bytes> extensions();

    /** Returns the payload's bytes as the codec wrote them. */
    Bytes payload();

    /**
     * Returns the payload decoded by the store's codec.
     *
     * @throws io.batpak.api.error.PayloadException if the bytes are not a value of that type
     */
    <T> T payloadAs(Class<T> type);

    /** Returns the hash of the payload's bytes as stored. */
    Hash contentHash();

    /** Returns the hash that ties the event to its predecessor, its place and its content (DESIGN D-25). */
    Hash link();

    /** Returns the link of its predecessor on (entity, lane), or the genesis link of that chain. */
    Hash previousLink();
}
