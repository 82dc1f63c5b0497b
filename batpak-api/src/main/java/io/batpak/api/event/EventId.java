package io.batpak.api.event;

import java.util.UUID;

/**
 * The identity of one event: a UUIDv7 made when the event is handed in.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record EventId(long high, long low) {
    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if it is zero (J-39)
     */
    public EventId {
        Id128.requireNonZero("event id", high, low);
    }

    /** Returns the id with the bits of a UUID. */
    public static EventId of(UUID uuid) {
        return new EventId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /**
     * Reads 32 hexadecimal digits, or the text of a UUID; either case.
     *
     * @throws IllegalArgumentException if the text is anything else, or zero
     */
    public static EventId parse(String text) {
        return of(Id128.parse("event id", text));
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
