package io.batpak.codec.msgpack;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;

/** What the contents of our extension types mean. The numbers are part of the format. */
final class Extensions {
    /** Defined by MessagePack: a moment. */
    static final int TIMESTAMP = -1;

    /** An integer outside of 64 bits: two's complement, big endian, shortest. */
    static final int BIG_INTEGER = 1;

    /** A decimal: the scale as 32 bits, big endian; then the unscaled integer as in {@link #BIG_INTEGER}. */
    static final int DECIMAL = 2;

    private static final int SECONDS_BITS = 34;
    private static final int MAX_NANOS = 999_999_999;

    private Extensions() {}

    static byte[] timestamp(Instant value) {
        long seconds = value.getEpochSecond();
        int nanos = value.getNano();
        if (seconds >>> SECONDS_BITS != 0) {
            return ByteBuffer.allocate(12).putInt(nanos).putLong(seconds).array();
        }
        long packed = ((long) nanos << SECONDS_BITS) | seconds;
        return packed >>> Integer.SIZE == 0
                ? ByteBuffer.allocate(Integer.BYTES).putInt((int) packed).array()
                : ByteBuffer.allocate(Long.BYTES).putLong(packed).array();
    }

    static Instant toInstant(byte[] payload) {
        ByteBuffer in = ByteBuffer.wrap(payload);
        return switch (payload.length) {
            case Integer.BYTES -> Instant.ofEpochSecond(in.getInt() & 0xffff_ffffL);
            case Long.BYTES -> {
                long packed = in.getLong();
                yield toInstant(packed & ((1L << SECONDS_BITS) - 1), packed >>> SECONDS_BITS);
            }
            case Integer.BYTES + Long.BYTES -> {
                long nanos = in.getInt() & 0xffff_ffffL;
                yield toInstant(in.getLong(), nanos);
            }
            default -> throw new Refusal("a timestamp has 4, 8 or 12 bytes, not " + payload.length);
        };
    }

    private static Instant toInstant(long seconds, long nanos) {
        if (nanos > MAX_NANOS) {
            throw new Refusal("a timestamp has more than " + MAX_NANOS + " nanoseconds");
        }
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException e) {
            throw new Refusal("a timestamp is outside of what an Instant can be", e);
        }
    }

    static byte[] decimal(BigDecimal value) {
        byte[] unscaled = value.unscaledValue().toByteArray();
        return ByteBuffer.allocate(Integer.BYTES + unscaled.length).putInt(value.scale()).put(unscaled).array();
    }

    static BigDecimal toDecimal(byte[] payload) {
        if (payload.length <= Integer.BYTES) {
            throw new Refusal("a decimal has at least " + (Integer.BYTES + 1) + " bytes, not " + payload.length);
        }
        BigInteger unscaled = toInteger(payload, Integer.BYTES);
        return new BigDecimal(unscaled, ByteBuffer.wrap(payload).getInt());
    }

    static BigInteger toInteger(byte[] payload) {
        return toInteger(payload, 0);
    }

    private static BigInteger toInteger(byte[] payload, int offset) {
        if (payload.length == offset) {
            throw new Refusal("an integer has no bytes");
        }
        try {
            return new BigInteger(payload, offset, payload.length - offset);
        } catch (ArithmeticException e) {
            throw new Refusal("an integer has more bits than a BigInteger can have", e);
        }
    }
}
