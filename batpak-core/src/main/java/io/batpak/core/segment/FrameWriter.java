package io.batpak.core.segment;

import io.batpak.api.event.Hash;
import java.util.UUID;

/** Lays frames out in a buffer, complete but for nothing: what is returned can be written as it is. */
public final class FrameWriter {
    private FrameWriter() {}

    /** Lays out an event, whose tail lies at {@code tailAt} in {@code tails}. Returns the frame's length. */
    public static int event(
            byte[] b,
            int at,
            FramePlace place,
            EventStamp stamp,
            byte[] previousLink,
            byte[] tails,
            int tailAt,
            int tailLength) {
        int length = FrameFormat.eventLength(tailLength);
        int padding = length - FrameFormat.CALLER - tailLength;
        common(b, at, length, FrameFormat.EVENT, padding, place, stamp.sequence);
        LittleEndian.putI64(b, at + FrameFormat.TIME, stamp.time);
        LittleEndian.putI32(b, at + FrameFormat.REVISION, (int) stamp.revision);
        LittleEndian.putI32(b, at + FrameFormat.LANE, (int) stamp.lane);
        System.arraycopy(previousLink, 0, b, at + FrameFormat.PREVIOUS_LINK, Hash.LENGTH);
        System.arraycopy(tails, tailAt, b, at + FrameFormat.CALLER, tailLength);
        clear(b, at + length - padding, padding);
        place.sum().seal(b, at, length, place.offset());
        return length;
    }

    /** Lays out the BEGIN of a batch. */
    public static int begin(byte[] b, int at, FramePlace place, long firstSequence, UUID batch, int count) {
        common(b, at, FrameFormat.BEGIN_LENGTH, FrameFormat.BEGIN, 0, place, firstSequence);
        batch(b, at, batch, count);
        place.sum().seal(b, at, FrameFormat.BEGIN_LENGTH, place.offset());
        return FrameFormat.BEGIN_LENGTH;
    }

    /** Lays out the COMMIT of a batch. */
    public static int commit(
            byte[] b, int at, FramePlace place, long firstSequence, UUID batch, int count, byte[] digest) {
        common(b, at, FrameFormat.COMMIT_LENGTH, FrameFormat.COMMIT, 0, place, firstSequence);
        batch(b, at, batch, count);
        System.arraycopy(digest, 0, b, at + FrameFormat.BATCH_DIGEST, Hash.LENGTH);
        place.sum().seal(b, at, FrameFormat.COMMIT_LENGTH, place.offset());
        return FrameFormat.COMMIT_LENGTH;
    }

    /**
     * Lays out a frame that begins or ends a visibility fence.
     *
     * @param type FENCE_BEGIN, FENCE_COMMIT or FENCE_CANCEL
     * @param first the sequence of the fence's first event
     * @param next the one after its last event
     */
    public static int fence(byte[] b, int at, FramePlace place, int type, UUID token, long first, long next) {
        common(b, at, FrameFormat.FENCE_LENGTH, type, 0, place, first);
        LittleEndian.putIdHalf(b, at + FrameFormat.FENCE_TOKEN, token.getMostSignificantBits());
        LittleEndian.putIdHalf(b, at + FrameFormat.FENCE_TOKEN + 8, token.getLeastSignificantBits());
        LittleEndian.putI32(b, at + FrameFormat.FENCE_RESERVED, 0);
        LittleEndian.putI64(b, at + FrameFormat.FENCE_NEXT, next);
        place.sum().seal(b, at, FrameFormat.FENCE_LENGTH, place.offset());
        return FrameFormat.FENCE_LENGTH;
    }

    static void common(byte[] b, int at, int length, int type, int padding, FramePlace place, long sequence) {
        LittleEndian.putI32(b, at + FrameFormat.LENGTH, length);
        b[at + FrameFormat.TYPE] = (byte) type;
        b[at + FrameFormat.PADDING] = (byte) padding;
        LittleEndian.putU16(b, at + FrameFormat.FLAGS, 0);
        LittleEndian.putI32(b, at + FrameFormat.FORCED, (int) (place.forced() >>> 3));
        LittleEndian.putI64(b, at + FrameFormat.SEQUENCE, sequence);
    }

    private static void batch(byte[] b, int at, UUID batch, int count) {
        LittleEndian.putIdHalf(b, at + FrameFormat.BATCH_ID, batch.getMostSignificantBits());
        LittleEndian.putIdHalf(b, at + FrameFormat.BATCH_ID + 8, batch.getLeastSignificantBits());
        LittleEndian.putI32(b, at + FrameFormat.BATCH_COUNT, count);
    }

    private static void clear(byte[] b, int at, int count) {
        for (int i = 0; i < count; i++) {
            b[at + i] = 0;
        }
    }
}
