package io.batpak.core.segment;

import java.util.zip.CRC32C;

/**
 * The check sums of frames in one segment. Salt and offset go in first: a frame is valid only where it was written
 * (D-24). For one thread at a time.
 */
final class FrameSum {
    private final CRC32C crc = new CRC32C();
    private final byte[] place = new byte[16];

    public FrameSum(long salt) {
        LittleEndian.putI64(place, 0, salt);
    }

    /** Returns the check over the first 28 bytes of the frame that lies at {@code at} in {@code b}. */
    int headerCheck(byte[] b, int at, long offset) {
        begin(offset);
        crc.update(b, at + FrameFormat.LENGTH, FrameFormat.COMMON_LENGTH - FrameFormat.LENGTH);
        return (int) crc.getValue();
    }

    /** Returns the checksum of the whole frame. */
    int checksum(byte[] b, int at, int length, long offset) {
        begin(offset);
        crc.update(b, at + FrameFormat.HEADER_CHECK, length - FrameFormat.HEADER_CHECK);
        return (int) crc.getValue();
    }

    /** Fills in both sums of a frame that is complete otherwise. */
    void seal(byte[] b, int at, int length, long offset) {
        LittleEndian.putI32(b, at + FrameFormat.HEADER_CHECK, headerCheck(b, at, offset));
        LittleEndian.putI32(b, at + FrameFormat.CHECKSUM, checksum(b, at, length, offset));
    }

    /** Returns true if the first 28 bytes are those of a frame written at this offset. */
    public boolean headerHolds(byte[] b, int at, long offset) {
        return LittleEndian.i32(b, at + FrameFormat.HEADER_CHECK) == headerCheck(b, at, offset);
    }

    /** Returns true if the whole frame is the one written at this offset. */
    public boolean holds(byte[] b, int at, int length, long offset) {
        return LittleEndian.i32(b, at + FrameFormat.CHECKSUM) == checksum(b, at, length, offset);
    }

    private void begin(long offset) {
        LittleEndian.putI64(place, 8, offset);
        crc.reset();
        crc.update(place, 0, place.length);
    }
}
