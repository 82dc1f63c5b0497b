package io.batpak.api.event;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An immutable sequence of bytes with value equality. Copies on the way in and on the way out, but for {@link #wrap}.
 *
 * <p><b>Threads:</b> immutable.
 */
public final class Bytes {
    private static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** Returns no bytes at all. */
    public static Bytes empty() {
        return EMPTY;
    }

    /** Returns a copy of the whole array. */
    public static Bytes of(byte... content) {
        return content.length == 0 ? EMPTY : new Bytes(content.clone());
    }

    /**
     * Returns the array itself as bytes, without a copy: for codecs and others that made the array and hand it over.
     * Whoever changes it afterwards changes what is immutable for everybody else, payloads being hashed among it.
     */
    public static Bytes wrap(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content);
    }

    /**
     * Returns a copy of {@code length} bytes of the array, from {@code offset} on.
     *
     * @throws IndexOutOfBoundsException if the range is not inside the array
     */
    public static Bytes copyOf(byte[] content, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, content.length);
        return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(content, offset, offset + length));
    }

    /** Returns the number of bytes. */
    public int length() {
        return content.length;
    }

    /** Returns true if there is no byte. */
    public boolean isEmpty() {
        return content.length == 0;
    }

    /** Returns the byte at {@code index}. */
    public byte at(int index) {
        return content[index];
    }

    /** Returns a copy as an array. */
    public byte[] toArray() {
        return content.clone();
    }

    /** Copies all bytes into {@code target} from {@code offset} on. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(content, 0, target, offset, content.length);
    }

    /** Returns a read-only view as a buffer: nothing is copied, nothing can be changed. */
    public ByteBuffer asReadOnlyBuffer() {
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    /** Returns the bytes as lower-case hexadecimal digits. */
    public String toHex() {
        return HexFormat.of().formatHex(content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** Returns the length only: contents may be confidential. */
    @Override
    public String toString() {
        return "Bytes[" + content.length + "]";
    }
}
