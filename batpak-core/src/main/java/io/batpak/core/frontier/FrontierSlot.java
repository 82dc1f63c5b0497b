package io.batpak.core.frontier;

import io.batpak.api.error.FormatVersionException;
import io.batpak.core.segment.FrameFormat;
import io.batpak.core.segment.LittleEndian;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * One of the two notes in the file {@code frontier} (docs/format.md 4).
 *
 * @param lineage whose log
 * @param token which writable session
 * @param note its number
 * @param segment the segment that was forced
 * @param offset up to where
 * @param nextSequence all sequences below are durable
 * @param clean true if the session closed in good order right there
 */
public record FrontierSlot(
        UUID lineage, UUID token, long note, long segment, long offset, long nextSequence, boolean clean) {
    /** The distance of the slots: no single write can damage both. */
    public static final int DISTANCE = 4096;

    static final int LENGTH = 84;

    private static final byte[] MAGIC = "BATPAKFR".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECK = 80;

    void encode(byte[] b) {
        System.arraycopy(MAGIC, 0, b, 0, MAGIC.length);
        LittleEndian.putI32(b, 8, FrameFormat.VERSION);
        LittleEndian.putIdHalf(b, 12, lineage.getMostSignificantBits());
        LittleEndian.putIdHalf(b, 20, lineage.getLeastSignificantBits());
        LittleEndian.putIdHalf(b, 28, token.getMostSignificantBits());
        LittleEndian.putIdHalf(b, 36, token.getLeastSignificantBits());
        LittleEndian.putI64(b, 44, note);
        LittleEndian.putI64(b, 52, segment);
        LittleEndian.putI64(b, 60, offset);
        LittleEndian.putI64(b, 68, nextSequence);
        LittleEndian.putI32(b, 76, clean ? 1 : 0);
        LittleEndian.putI32(b, CHECK, sum(b));
    }

    /**
     * Returns the note in these bytes, if they are one.
     *
     * @throws FormatVersionException if they are a sound note of another version
     */
    static Optional<FrontierSlot> decode(byte[] b) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (b[i] != MAGIC[i]) {
                return Optional.empty();
            }
        }
        if (LittleEndian.i32(b, CHECK) != sum(b)) {
            return Optional.empty();
        }
        int version = LittleEndian.i32(b, 8);
        if (version != FrameFormat.VERSION) { // W-086: not to be written over
            throw new FormatVersionException(
                    FrontierFile.NAME, Integer.toHexString(version), Integer.toHexString(FrameFormat.VERSION));
        }
        return Optional.of(new FrontierSlot(
                new UUID(LittleEndian.idHalf(b, 12), LittleEndian.idHalf(b, 20)),
                new UUID(LittleEndian.idHalf(b, 28), LittleEndian.idHalf(b, 36)),
                LittleEndian.i64(b, 44),
                LittleEndian.i64(b, 52),
                LittleEndian.i64(b, 60),
                LittleEndian.i64(b, 68),
                LittleEndian.i32(b, 76) == 1));
    }

    private static int sum(byte[] b) {
        CRC32C crc = new CRC32C();
        crc.update(b, 0, CHECK);
        return (int) crc.getValue();
    }
}
