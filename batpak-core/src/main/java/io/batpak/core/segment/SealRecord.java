package io.batpak.core.segment;

import io.batpak.api.event.Hash;
import io.batpak.api.spi.HashProvider;

/**
 * The end of a sealed segment (docs/format.md 3.7).
 *
 * @param eventCount how many events the segment holds
 * @param frameCount how many frames, without the seal record
 * @param firstSequence that of the first event
 * @param nextSequence the one after the last event
 * @param digest over place and checksum of every frame
 * @param offset where the seal record begins
 * @param length how long it is: the file ends with it
 */
public record SealRecord(
        long eventCount, int frameCount, long firstSequence, long nextSequence, Hash digest, long offset, int length) {
    static final int EVENT_COUNT = 28;
    static final int FRAME_COUNT = 32;
    static final int FIRST_SEQUENCE = 36;
    static final int NEXT_SEQUENCE = 44;
    static final int DIGEST = 52;
    static final int TABLE = 84;
    static final int TRAILER = 8;
    static final int MAGIC = 0x4c414553; // "SEAL"

    private static final int DIGEST_DOMAIN = 4;

    /** Returns how many bytes a seal record over this many frames takes. */
    public static int lengthFor(int frames) {
        return (int) FrameFormat.align8(TABLE + 4L * frames + TRAILER);
    }

    /** Returns the bytes of the seal record of a segment with these frames. */
    static byte[] encode(FrameTable frames, long firstSequence, long nextSequence, FramePlace at,
            HashProvider hash) {
        int length = lengthFor(frames.count());
        byte[] b = new byte[length];
        FrameWriter.common(b, 0, length, FrameFormat.SEAL, 0, at, nextSequence);
        LittleEndian.putI32(b, EVENT_COUNT, (int) (nextSequence - firstSequence));
        LittleEndian.putI32(b, FRAME_COUNT, frames.count());
        LittleEndian.putI64(b, FIRST_SEQUENCE, firstSequence);
        LittleEndian.putI64(b, NEXT_SEQUENCE, nextSequence);
        byte[] rows = new byte[1 + 8 * frames.count()];
        rows[0] = DIGEST_DOMAIN;
        for (int i = 0; i < frames.count(); i++) {
            int place = (int) (frames.offset(i) >>> 3);
            LittleEndian.putI32(rows, 1 + 8 * i, place);
            LittleEndian.putI32(rows, 5 + 8 * i, frames.checksum(i));
            LittleEndian.putI32(b, TABLE + 4 * i, place);
        }
        hash.newHasher().update(rows, 0, rows.length).digest(b, DIGEST);
        LittleEndian.putI32(b, length - TRAILER, length);
        LittleEndian.putI32(b, length - 4, MAGIC);
        at.sum().seal(b, 0, length, at.offset());
        return b;
    }

    /** Returns true if a frame is laid out as a seal record: table, zeros up to the trailer, and the trailer. */
    static boolean isShaped(byte[] b, int at, int length) {
        if (length < TABLE + TRAILER) {
            return false;
        }
        long tableEnd = TABLE + 4 * LittleEndian.u32(b, at + FRAME_COUNT);
        return length == FrameFormat.align8(tableEnd + TRAILER)
                && LittleEndian.isZero(b, at + (int) tableEnd, at + length - TRAILER)
                && LittleEndian.i32(b, at + length - TRAILER) == length
                && LittleEndian.i32(b, at + length - 4) == MAGIC;
    }

    /** Reads a seal record whose checksum holds. */
    static SealRecord decode(byte[] b, int at, long offset) {
        return new SealRecord(
                LittleEndian.u32(b, at + EVENT_COUNT),
                LittleEndian.i32(b, at + FRAME_COUNT),
                LittleEndian.i64(b, at + FIRST_SEQUENCE),
                LittleEndian.i64(b, at + NEXT_SEQUENCE),
                Hash.copyOf(b, at + DIGEST),
                offset,
                LittleEndian.i32(b, at + FrameFormat.LENGTH));
    }
}
