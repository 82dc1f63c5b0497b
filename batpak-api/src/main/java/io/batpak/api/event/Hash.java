package io.batpak.api.event;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A digest of 32 bytes, made by the store's hash algorithm.
 *
 * <p><b>Threads:</b> immutable.
 */
public final class Hash {
    /** The length of every digest, in bytes. */
    public static final int LENGTH = 32;

    private final byte[] digest;

    private Hash(byte[] digest) {
        this.digest = digest;
    }

    /**
     * Returns a hash with a copy of the digest.
     *
     * @throws IllegalArgumentException unless there are exactly {@value #LENGTH} bytes
     */
    public static Hash of(byte[] digest) {
        if (digest.length != LENGTH) {
            throw new IllegalArgumentException("a hash has " + LENGTH + " bytes, not " + digest.length);
        }
        return new Hash(digest.clone());
    }

    /** Returns a hash with a copy of the {@value #LENGTH} bytes from {@code offset} on. */
    public static Hash copyOf(byte[] bytes, int offset) {
        return new Hash(Arrays.copyOfRange(bytes, offset, offset + LENGTH));
    }

    /**
     * Reads 64 hexadecimal digits of either case.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Hash parse(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /** Returns a copy as an array. */
    public byte[] toArray() {
        return digest.clone();
    }

    /** Copies the digest into {@code target} from {@code offset} on. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(digest, 0, target, offset, LENGTH);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash that && Arrays.equals(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }

    /** Returns 64 lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(digest);
    }
}
