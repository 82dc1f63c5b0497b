package io.batpak.api.append;

import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventId;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Hash;
import io.batpak.api.event.Lane;
import java.time.Instant;

/**
 * Evidence of an accepted append. Whoever holds it can read the event. It proves nothing by being an object of this
 * type: verification recomputes everything from its fields (DESIGN D-13).
 *
 * <p><b>Threads:</b> immutable.
 */
public interface AppendReceipt {
    /** Returns the identity that the event was given. */
    EventId id();

    /** Returns whose stream, and in which compartment. */
    Coordinate coordinate();

    /** Returns what sort of event it is. */
    EventKind kind();

    /** Returns the place in the store-wide commit order. */
    long sequence();

    /** Returns the branch. */
    Lane lane();

    /** Returns the counter within (entity, lane). */
    long revision();

    /** Returns when it was committed. */
    Instant time();

    /** Returns the hash of the payload as stored. */
    Hash contentHash();

    /** Returns the hash that ties the event to its predecessor, its place and its content. */
    Hash link();

    /** Returns true if the event was forced to the medium before this receipt was handed out. */
    boolean durable();

    /** Returns true if the event had been appended before, with the same idempotency key: nothing was appended now. */
    boolean replayed();

    /** Returns where the frame lay when it was written. */
    DiskPosition position();
}
