package io.batpak.api.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The caller's name for one operation: the store commits an operation with a known key at most once (DESIGN D-19).
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record IdempotencyKey(long high, long low) {
    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if it is zero (J-39)
     */
    public IdempotencyKey {
        Id128.requireNonZero("idempotency key", high, low);
    }

    /** Returns the id with the bits of a UUID. */
    public static IdempotencyKey of(UUID uuid) {
        return new IdempotencyKey(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /**
     * Reads 32 hexadecimal digits, or the text of a UUID; either case.
     *
     * @throws IllegalArgumentException if the text is anything else, or zero
     */
    public static IdempotencyKey parse(String text) {
        return of(Id128.parse("idempotency key", text));
    }

    /**
     * Returns the key of an operation: the first 16 bytes of SHA-256 over a domain and the parts that name the
     * operation. Every part is preceded by its length, so that ("ab", "c") and ("a", "bc") differ (W-157).
     */
    public static IdempotencyKey forOperation(String domain, String... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update("batpak.idempotency-key\0".getBytes(StandardCharsets.US_ASCII));
            update(sha, domain);
            sha.update(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, parts.length));
            for (String part : parts) {
                update(sha, part);
            }
            ByteBuffer digest = ByteBuffer.wrap(sha.digest());
            return new IdempotencyKey(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Returns the key that a text stands for; equal texts give equal keys. */
    public static IdempotencyKey ofText(String text) {
        return forOperation("batpak.text", text);
    }

    private static void update(MessageDigest sha, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        sha.update(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, bytes.length));
        sha.update(bytes);
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
