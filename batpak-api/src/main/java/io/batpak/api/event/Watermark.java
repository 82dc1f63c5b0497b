package io.batpak.api.event;

/**
 * A point that events pass on their way; its position is the number of events that have passed it. Every position
 * counts along the store-wide commit order, never along time (J-37).
 *
 * <p>At any moment accepted ≥ written ≥ durable, accepted ≥ visible ≥ applied, and emitted ≥ visible (FRN-3). Visible and
 * durable are not ordered: an event that asked for no force is visible first.
 */
public enum Watermark {
    /** A sequence was assigned, and nothing but the write can fail any more. */
    ACCEPTED,
    /** Handed to the operating system: survives the death of the process. */
    WRITTEN,
    /** Forced to the medium: survives a power cut. */
    DURABLE,
    /** To be seen by readers. */
    VISIBLE,
    /** Offered to whoever listens; whether anybody received it is another question. */
    EMITTED,
    /** Worked off by all registered consumers. */
    APPLIED
}
