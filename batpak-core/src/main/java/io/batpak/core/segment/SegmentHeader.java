package io.batpak.core.segment;

import io.batpak.api.error.CorruptionException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.FormatVersionException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The first 192 bytes of a segment (docs/format.md 3.1).
 *
 * @param lineage the identity of the store's history
 * @param id the segment's number, from 1 on
 * @param firstSequence that of the first event in it
 * @param generation how often the log was continued after an unclean stop
 * @param salt random; goes into every check sum
 * @param hash the hash algorithm
 * @param codec the codec
 */
public record SegmentHeader(
        UUID lineage, long id, long firstSequence, long generation, long salt, String hash, String codec) {
    public static final int LENGTH = 192;

    private static final byte[] MAGIC = "BATPAKSG".getBytes(StandardCharsets.US_ASCII);
    private static final int NAME_LENGTH = 32;
    private static final int RESERVED = 160;
    private static final int CHECK = 188;

    /** Returns the name of the segment's file. */
    public String fileName() {
        return SegmentName.of(id);
    }

    /** Returns the bytes. */
    public byte[] encode() {
        byte[] b = new byte[LENGTH];
        System.arraycopy(MAGIC, 0, b, 0, 8);
        LittleEndian.putI32(b, 8, FrameFormat.VERSION);
        LittleEndian.putI32(b, 12, LENGTH);
        LittleEndian.putIdHalf(b, 16, lineage.getMostSignificantBits());
        LittleEndian.putIdHalf(b, 24, lineage.getLeastSignificantBits());
        LittleEndian.putI64(b, 32, id);
        LittleEndian.putI64(b, 40, firstSequence);
        LittleEndian.putI32(b, 48, (int) generation);
        LittleEndian.putI64(b, 56, salt);
        putName(b, 64, hash);
        putName(b, 128, codec);
        LittleEndian.putI32(b, CHECK, sum(b));
        return b;
    }

    /**
     * Reads the header of the segment that should have this id.
     *
     * @throws CorruptionException if the bytes are not a header, or that of another segment
     * @throws FormatVersionException if the header is sound and has another version
     */
    public static SegmentHeader decode(byte[] b, int length, long expectedId) {
        String file = SegmentName.of(expectedId);
        if (length < LENGTH) {
            throw damaged(file, "has " + length + " bytes, less than a header's " + LENGTH);
        }
        for (int i = 0; i < MAGIC.length; i++) {
            if (b[i] != MAGIC[i]) {
                throw damaged(file, "does not begin like a segment");
            }
        }
        if (LittleEndian.i32(b, CHECK) != sum(b)) {
            throw damaged(file, "has a header whose checksum does not match");
        }
        int version = LittleEndian.i32(b, 8);
        if (version != FrameFormat.VERSION) {
            throw new FormatVersionException(file, Integer.toHexString(version),
                    Integer.toHexString(FrameFormat.VERSION));
        }
        boolean known = LittleEndian.i32(b, 12) == LENGTH && LittleEndian.i32(b, 52) == 0
                && LittleEndian.isZero(b, RESERVED, CHECK);
        if (!known) { // THR-13
            throw damaged(file, "has a header of another length, or with reserved bytes that are not zero");
        }
        SegmentHeader header = new SegmentHeader(
                new UUID(LittleEndian.idHalf(b, 16), LittleEndian.idHalf(b, 24)),
                LittleEndian.i64(b, 32),
                LittleEndian.i64(b, 40),
                LittleEndian.u32(b, 48),
                LittleEndian.i64(b, 56),
                name(b, 64),
                name(b, 128));
        if (header.id != expectedId) { // THR-14
            throw damaged(file, "says in its header that it is segment " + header.id);
        }
        return header;
    }

    private static int sum(byte[] b) {
        CRC32C crc = new CRC32C();
        crc.update(b, 0, CHECK);
        return (int) crc.getValue();
    }

    private static void putName(byte[] b, int at, String name) {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, b, at, ascii.length);
    }

    private static String name(byte[] b, int at) {
        int length = 0;
        while (length < NAME_LENGTH && b[at + length] != 0) {
            length++;
        }
        return new String(b, at, length, StandardCharsets.US_ASCII);
    }

    private static CorruptionException damaged(String file, String what) {
        return new CorruptionException(
                ErrorCode.SEGMENT_DAMAGED,
                file,
                0,
                "Segment " + file + " " + what
                        + ". Restore it from a copy, or run salvage to take out what is intact.");
    }
}
