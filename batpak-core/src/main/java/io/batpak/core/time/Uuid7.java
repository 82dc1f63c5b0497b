package io.batpak.core.time;

import io.batpak.api.event.EventId;
import io.batpak.api.spi.RandomSource;
import io.batpak.api.spi.StoreClock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Makes ids: UUIDs of version 7 (RFC 9562, 5.7). The upper 48 bits are the time of day in milliseconds, 0 for times
 * before 1970; 74 bits are chance. Ids of one millisecond have no order among each other.
 *
 * <p><b>Threads:</b> safe for use by many threads at once.
 */
public final class Uuid7 {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final int RANDOM_BYTES = 10;
    private static final long MICROS_PER_MILLI = 1_000;
    private static final long MAX_MILLIS = (1L << 48) - 1;
    private static final long VERSION = 0x7000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final StoreClock clock;
    private final RandomSource random;

    /** Makes ids from that time and that chance. */
    public Uuid7(StoreClock clock, RandomSource random) {
        this.clock = Objects.requireNonNull(clock);
        this.random = Objects.requireNonNull(random);
    }

    /** Returns a new id. */
    public EventId nextEventId() {
        byte[] chance = new byte[RANDOM_BYTES];
        random.fill(chance);
        long millis = Math.clamp(Math.floorDiv(clock.wallMicros(), MICROS_PER_MILLI), 0, MAX_MILLIS);
        return new EventId(millis << 16 | VERSION | (short) SHORT.get(chance, Long.BYTES) & 0xfff,
                VARIANT | (long) LONG.get(chance, 0) >>> 2);
    }
}
