package io.batpak.api.event;

import java.util.UUID;

/**
 * What belongs together: events of one piece of work carry the same. Defaults to the event's own id.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record CorrelationId(long high, long low) {
    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if it is zero (J-39)
     */
    public CorrelationId {
        Id128.requireNonZero("correlation id", high, low);
    }

    /** Returns the id with the bits of a UUID. */
    public static CorrelationId of(UUID uuid) {
        return new CorrelationId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /**
     * Reads 32 hexadecimal digits, or the text of a UUID; either case.
     *
     * @throws IllegalArgumentException if the text is anything else, or zero
     */
    public static CorrelationId parse(String text) {
        return of(Id128.parse("correlation id", text));
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
