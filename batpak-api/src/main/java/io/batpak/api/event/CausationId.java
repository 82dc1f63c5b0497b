package io.batpak.api.event;

import java.util.UUID;

/**
 * The id of the event that led to this one.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record CausationId(long high, long low) {
    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if it is zero (J-39)
     */
    public CausationId {
        Id128.requireNonZero("causation id", high, low);
    }

    /** Returns the causation that names an event. */
    public static CausationId of(EventId cause) {
        return new CausationId(cause.high(), cause.low());
    }

    /** Returns the id with the bits of a UUID. */
    public static CausationId of(UUID uuid) {
        return new CausationId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /**
     * Reads 32 hexadecimal digits, or the text of a UUID; either case.
     *
     * @throws IllegalArgumentException if the text is anything else, or zero
     */
    public static CausationId parse(String text) {
        return of(Id128.parse("causation id", text));
    }

    /** Returns the same bits as a UUID. */
    public UUID toUuid() {
        return new UUID(high, low);
    }

    /** Returns 32 lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return Id128.text(high, low);
    }
}
