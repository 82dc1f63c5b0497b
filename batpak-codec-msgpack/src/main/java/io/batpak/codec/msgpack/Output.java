package io.batpak.codec.msgpack;

import io.batpak.api.event.Bytes;
import java.math.BigInteger;
import java.util.Arrays;

/** Writes MessagePack in its canonical, that is, its shortest forms. Counts how deep it is inside of containers. */
final class Output {
    private static final int MAX_LENGTH = Integer.MAX_VALUE - 8; // what a JVM can make an array of

    private byte[] buffer = new byte[256];
    private int length;
    private int depth;

    int length() {
        return length;
    }

    /** Returns the buffer itself, of which the first {@link #length} bytes count; the next write may replace it. */
    byte[] buffer() {
        return buffer;
    }

    Bytes toBytes() {
        return Bytes.copyOf(buffer, 0, length);
    }

    void nil() {
        put(Head.NIL, 0, 0);
    }

    void bool(boolean value) {
        put(value ? Head.TRUE : Head.FALSE, 0, 0);
    }

    void integer(long value) {
        int head = Head.ofInteger(value);
        put(head, value, Head.integerWidth(head));
    }

    void integer(BigInteger value) {
        if (value.bitLength() < Long.SIZE) {
            integer(value.longValue());
        } else if (value.bitLength() == Long.SIZE && value.signum() > 0) {
            put(Head.UINT64, value.longValue(), Long.BYTES);
        } else {
            extension(Extensions.BIG_INTEGER, value.toByteArray());
        }
    }

    /** Writes a float; every NaN as the same one. */
    void float32(float value) {
        put(Head.FLOAT32, Float.floatToIntBits(value), Float.BYTES);
    }

    /** Writes a double; every NaN as the same one. */
    void float64(double value) {
        put(Head.FLOAT64, Double.doubleToLongBits(value), Double.BYTES);
    }

    void text(String value) {
        byte[] utf8 = Utf8.encode(value);
        if (utf8.length < 32) {
            put(Head.FIXSTR + utf8.length, 0, 0);
        } else {
            lengthHead(Head.STR8, utf8.length);
        }
        raw(utf8);
    }

    void binary(byte[] value) {
        lengthHead(Head.BIN8, value.length);
        raw(value);
    }

    /** Writes 128 bits as a byte string. */
    void binary(long high, long low) {
        lengthHead(Head.BIN8, 2 * Long.BYTES);
        number(high, Long.BYTES);
        number(low, Long.BYTES);
    }

    void extension(int type, byte[] payload) {
        boolean fixed = Integer.bitCount(payload.length) == 1 && payload.length <= 16;
        if (fixed) {
            put(Head.FIXEXT1 + Integer.numberOfTrailingZeros(payload.length), 0, 0);
        } else {
            lengthHead(Head.EXT8, payload.length);
        }
        number(type, 1);
        raw(payload);
    }

    /** Begins an array, which {@link #end} ends. */
    void array(int count) {
        begin(count, Head.FIXARRAY, Head.ARRAY16);
    }

    /** Begins a map, which {@link #end} ends. */
    void map(int count) {
        begin(count, Head.FIXMAP, Head.MAP16);
    }

    void end() {
        depth--;
    }

    /** Writes bytes that are encoded already. */
    void raw(byte[] encoded) {
        require(encoded.length);
        System.arraycopy(encoded, 0, buffer, length, encoded.length);
        length += encoded.length;
    }

    private void begin(int count, int fixHead, int head16) {
        if (depth == WellFormed.MAX_DEPTH) { // CO-10; also what becomes of a value that contains itself
            throw new Refusal("nested more than " + WellFormed.MAX_DEPTH + " deep");
        }
        depth++;
        if (count < 16) {
            put(fixHead + count, 0, 0);
        } else if (count < 1 << 16) {
            put(head16, count, 2);
        } else {
            put(head16 + 1, count, 4);
        }
    }

    private void lengthHead(int head8, int count) {
        if (count < 1 << 8) {
            put(head8, count, 1);
        } else if (count < 1 << 16) {
            put(head8 + 1, count, 2);
        } else {
            put(head8 + 2, count, 4);
        }
    }

    private void put(int head, long number, int width) {
        number(head, 1);
        number(number, width);
    }

    private void number(long number, int width) {
        require(width);
        for (int shift = (width - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            buffer[length++] = (byte) (number >>> shift);
        }
    }

    private void require(int count) {
        if (count > buffer.length - length) {
            if (count > MAX_LENGTH - length) { // CO-17
                throw new Refusal("is longer than " + MAX_LENGTH + " bytes when encoded");
            }
            long doubled = Math.min(2L * buffer.length, MAX_LENGTH);
            buffer = Arrays.copyOf(buffer, (int) Math.max(doubled, length + count));
        }
    }
}
