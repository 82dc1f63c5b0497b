package io.batpak.core.append;

import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.DiskPosition;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * An event's frame as docs/format.md 3.3 draws it, read from the bytes of a segment; and the hashes of 3.4 over it, with
 * SHA-256 of the JDK. Shares nothing with the code under test.
 */
record FrameBytes(ByteBuffer frame) {
    static FrameBytes of(Map<String, byte[]> files, AppendReceipt receipt) {
        DiskPosition position = receipt.position();
        byte[] segment = files.get(String.format(Locale.ROOT, "%06d.seg", position.segment()));
        int from = (int) position.offset();
        byte[] frame = Arrays.copyOfRange(segment, from, from + position.length());
        return new FrameBytes(ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN));
    }

    int length() {
        return frame.getInt(8);
    }

    int type() {
        return frame.get(12);
    }

    long sequence() {
        return frame.getLong(20);
    }

    byte[] previousLink() {
        return slice(44, 76);
    }

    private int payloadAt() {
        return 106 + (frame.getShort(82) & 0xffff) + (frame.getShort(84) & 0xffff) + frame.getInt(86);
    }

    byte[] payload() {
        return slice(payloadAt(), length() - frame.get(13));
    }

    byte[] content() {
        return hash(payload());
    }

    byte[] link() {
        byte[] body = hash(new byte[] {1}, slice(76, payloadAt()), content());
        return hash(new byte[] {2}, previousLink(), body, slice(20, 28), slice(36, 40), slice(40, 44), slice(28, 36));
    }

    static byte[] genesis(UUID lineage, long lane, String entity) {
        byte[] fixed = ByteBuffer.allocate(21).order(ByteOrder.LITTLE_ENDIAN).put((byte) 3)
                .put(ByteBuffer.allocate(16).putLong(lineage.getMostSignificantBits())
                        .putLong(lineage.getLeastSignificantBits()).flip())
                .putInt((int) lane).array();
        return hash(fixed, entity.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] slice(int from, int to) {
        return Arrays.copyOfRange(frame.array(), from, to);
    }

    private static byte[] hash(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
