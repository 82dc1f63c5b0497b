package io.batpak.codec.msgpack;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessageIntegerOverflowException;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

/**
 * Reads bytes that have passed {@link WellFormed}: only then are msgpack-core's reader and the lengths in the bytes to
 * be trusted. Whatever is of another type than wanted is refused.
 */
final class Input {
    private interface Step<T> {
        T from(MessageUnpacker unpacker) throws IOException;
    }

    private final byte[] bytes;
    private final int base;
    private final MessageUnpacker unpacker;

    private Input(byte[] wellFormed, int offset) {
        this.bytes = wellFormed;
        this.base = offset;
        this.unpacker = MessagePack.newDefaultUnpacker(wellFormed, offset, wellFormed.length - offset);
    }

    /** Walks the bytes, and returns a reader of them. The array must not change any more. */
    static Input checked(byte[] bytes) {
        WellFormed.require(bytes);
        return new Input(bytes, 0);
    }

    ValueType next() {
        return read(unpacker -> unpacker.getNextFormat().getValueType());
    }

    /** Returns the text of an entry of the map that comes next, without moving on. */
    Optional<String> lookUp(String name) {
        Input ahead = new Input(bytes, base + (int) unpacker.getTotalReadBytes());
        for (int left = ahead.map(); left > 0; left--) {
            if (ahead.text().equals(name)) {
                return Optional.of(ahead.text());
            }
            ahead.skip();
        }
        return Optional.empty();
    }

    /** Moves past nil and returns true, or stays. */
    boolean nil() {
        return read(MessageUnpacker::tryUnpackNil);
    }

    boolean bool() {
        return read(ValueType.BOOLEAN, MessageUnpacker::unpackBoolean);
    }

    long integer(long min, long max) {
        long value = read(ValueType.INTEGER, MessageUnpacker::unpackLong);
        if (value < min || value > max) {
            throw new Refusal("the integer is out of range");
        }
        return value;
    }

    BigInteger integer() {
        return next() == ValueType.EXTENSION
                ? Extensions.toInteger(extension(Extensions.BIG_INTEGER, "an integer"))
                : read(ValueType.INTEGER, MessageUnpacker::unpackBigInteger);
    }

    double floating() {
        return read(ValueType.FLOAT, MessageUnpacker::unpackDouble);
    }

    String text() {
        return read(ValueType.STRING, MessageUnpacker::unpackString);
    }

    byte[] binary() {
        return read(ValueType.BINARY, unpacker -> unpacker.readPayload(unpacker.unpackBinaryHeader()));
    }

    /** Reads a byte string of a fixed length. */
    byte[] binary(int length) {
        byte[] value = binary();
        if (value.length != length) {
            throw new Refusal("expected " + length + " bytes, found " + value.length);
        }
        return value;
    }

    /** Reads an extension's type; {@link #payload} must follow. */
    ExtensionTypeHeader extension() {
        return read(ValueType.EXTENSION, MessageUnpacker::unpackExtensionTypeHeader);
    }

    byte[] payload(ExtensionTypeHeader header) {
        return read(unpacker -> unpacker.readPayload(header.getLength()));
    }

    byte[] extension(int type, String wanted) {
        if (next() != ValueType.EXTENSION) {
            throw mismatch(wanted, next());
        }
        ExtensionTypeHeader header = extension();
        if (header.getType() != type) {
            throw new Refusal("expected " + wanted + ", found an extension of type " + header.getType());
        }
        return payload(header);
    }

    /** Begins an array and returns its number of elements. */
    int array() {
        return read(ValueType.ARRAY, MessageUnpacker::unpackArrayHeader);
    }

    /** Begins a map and returns its number of entries. */
    int map() {
        return read(ValueType.MAP, MessageUnpacker::unpackMapHeader);
    }

    /** Moves past one value. */
    void skip() {
        read(unpacker -> {
            unpacker.skipValue();
            return true;
        });
    }

    private <T> T read(ValueType wanted, Step<T> step) {
        if (next() != wanted) {
            throw mismatch(name(wanted), next());
        }
        return read(step);
    }

    private <T> T read(Step<T> step) {
        try {
            return step.from(unpacker);
        } catch (MessageIntegerOverflowException e) {
            throw new Refusal("the integer is out of range");
        } catch (IOException | MessagePackException e) {
            throw new Refusal("msgpack-core refuses bytes that are well-formed: " + e.getClass().getName());
        }
    }

    private static Refusal mismatch(String wanted, ValueType found) {
        return new Refusal("expected " + wanted + ", found " + name(found));
    }

    private static String name(ValueType type) {
        return switch (type) {
            case NIL -> "nil";
            case BOOLEAN -> "a boolean";
            case INTEGER -> "an integer";
            case FLOAT -> "a floating-point number";
            case STRING -> "text";
            case BINARY -> "a byte string";
            case ARRAY -> "an array";
            case MAP -> "a map";
            case EXTENSION -> "an extension";
        };
    }
}
