package io.batpak.core.segment;

import io.batpak.api.spi.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Walks the frames of one segment from its bytes, in order, and stops at the first that is not whole and valid. Bounded:
 * no length is trusted before the header check holds and the frame fits into the file. For one thread at a time.
 */
public final class SegmentScan {
    private static final int CHUNK = 256 << 10;

    private final StoreFile file;
    private final FrameSum sum;
    private final long limit;
    private byte[] buffer = new byte[CHUNK];
    private long bufferFrom;
    private int bufferLength;
    private long position;
    private long frameOffset;
    private int frameAt;
    private int frameLength;

    /** Begins at {@code from} and reads nothing at or beyond {@code limit}. */
    public SegmentScan(StoreFile file, SegmentHeader header, long from, long limit) {
        this.file = file;
        this.sum = new FrameSum(header.salt());
        this.limit = limit;
        this.position = from;
        this.bufferFrom = from;
    }

    /** Moves to the next frame; returns false, without moving, if there is none that is whole and valid. */
    public boolean next() throws IOException {
        if (!headerAt(position) || !load(position, length(position))) {
            return false;
        }
        int at = (int) (position - bufferFrom);
        int length = LittleEndian.i32(buffer, at + FrameFormat.LENGTH);
        if (!sum.holds(buffer, at, length, position) || !isKnown(at)) {
            return false;
        }
        frameOffset = position;
        frameAt = at;
        frameLength = length;
        position += length;
        return true;
    }

    /** Goes on at {@code offset}, whatever lies between. */
    public void moveTo(long offset) {
        position = offset;
    }

    /** Returns the first offset from {@code from} on where a whole and valid frame begins; -1 if there is none. */
    public long probe(long from) throws IOException {
        for (long at = FrameFormat.align8(from); at + FrameFormat.MIN_LENGTH <= limit; at += 8) {
            if (headerAt(at) && load(at, length(at))) {
                int place = (int) (at - bufferFrom);
                if (sum.holds(buffer, place, LittleEndian.i32(buffer, place + FrameFormat.LENGTH), at)) {
                    return at;
                }
            }
        }
        return -1;
    }

    /** Returns the highest {@code forced} of any frame from {@code from} on whose header check holds (D-24); 0 if none. */
    public long witnessBeyond(long from) throws IOException {
        long highest = 0;
        for (long at = FrameFormat.align8(from); at + FrameFormat.COMMON_LENGTH <= limit; at += 8) {
            if (headerAt(at)) {
                highest = Math.max(highest, forcedAt(at));
            }
        }
        return highest;
    }

    /** Returns how far the last byte that is not zero reaches, from {@code from} on; {@code from} if all are zero. */
    public long lastNonZero(long from) throws IOException {
        long last = from;
        for (long at = from; at < limit; at += CHUNK / 2) {
            int n = (int) Math.min(CHUNK / 2, limit - at);
            if (!load(at, n)) {
                return last;
            }
            int start = (int) (at - bufferFrom);
            for (int i = start + n - 1; i >= start; i--) {
                if (buffer[i] != 0) {
                    last = bufferFrom + i + 1;
                    break;
                }
            }
        }
        return last;
    }

    private boolean isKnown(int at) {
        int type = buffer[at + FrameFormat.TYPE];
        boolean filled = buffer[at + FrameFormat.PADDING] != 0;
        if (LittleEndian.u16(buffer, at + FrameFormat.FLAGS) != 0 || filled && type != FrameFormat.EVENT) {
            return false;
        }
        int length = LittleEndian.i32(buffer, at + FrameFormat.LENGTH);
        return switch (type) {
            case FrameFormat.EVENT -> new EventFrame(buffer, at).isWellFormed();
            case FrameFormat.BEGIN -> length == FrameFormat.BEGIN_LENGTH;
            case FrameFormat.COMMIT -> length == FrameFormat.COMMIT_LENGTH;
            case FrameFormat.FENCE_BEGIN, FrameFormat.FENCE_COMMIT, FrameFormat.FENCE_CANCEL ->
                length == FrameFormat.FENCE_LENGTH
                        && LittleEndian.i32(buffer, at + FrameFormat.FENCE_RESERVED) == 0
                        && !LittleEndian.isZero(buffer, at + FrameFormat.FENCE_TOKEN, at + FrameFormat.FENCE_RESERVED);
            case FrameFormat.SEAL -> SealRecord.isShaped(buffer, at, length);
            default -> false;
        };
    }

    /** Returns true if a frame's first 28 bytes hold at {@code offset} and its length fits. */
    private boolean headerAt(long offset) throws IOException {
        if (limit - offset < FrameFormat.MIN_LENGTH || !load(offset, FrameFormat.COMMON_LENGTH)) {
            return false;
        }
        int at = (int) (offset - bufferFrom);
        int length = LittleEndian.i32(buffer, at + FrameFormat.LENGTH);
        return length >= FrameFormat.MIN_LENGTH
                && length <= FrameFormat.MAX_LENGTH
                && (length & 7) == 0
                && length <= limit - offset
                && sum.headerHolds(buffer, at, offset);
    }

    private int length(long offset) {
        return LittleEndian.i32(buffer, (int) (offset - bufferFrom) + FrameFormat.LENGTH);
    }

    private long forcedAt(long offset) {
        return LittleEndian.u32(buffer, (int) (offset - bufferFrom) + FrameFormat.FORCED) << 3;
    }

    /** Makes {@code n} bytes from {@code offset} on available in the buffer; false if the file ends before. */
    private boolean load(long offset, int n) throws IOException {
        if (offset >= bufferFrom && offset + n <= bufferFrom + bufferLength) {
            return true;
        }
        if (n > buffer.length) {
            buffer = new byte[n];
        }
        int want = (int) Math.min(buffer.length, limit - offset);
        bufferFrom = offset;
        bufferLength = want <= 0 ? 0 : file.read(offset, ByteBuffer.wrap(buffer, 0, want));
        return bufferLength >= n;
    }

    /** Returns where the next frame begins or should begin. */
    public long position() {
        return position;
    }

    /** Returns where the current frame begins. */
    public long offset() {
        return frameOffset;
    }

    public int length() {
        return frameLength;
    }

    public int type() {
        return buffer[frameAt + FrameFormat.TYPE];
    }

    public long sequence() {
        return LittleEndian.i64(buffer, frameAt + FrameFormat.SEQUENCE);
    }

    public long forced() {
        return LittleEndian.u32(buffer, frameAt + FrameFormat.FORCED) << 3;
    }

    /** Returns the current frame as an event; valid until the next move. */
    public EventFrame event() {
        return new EventFrame(buffer, frameAt);
    }

    /** Returns the current frame as a seal record. */
    public SealRecord seal() {
        return SealRecord.decode(buffer, frameAt, frameOffset);
    }

    /** Returns the batch id of the current BEGIN or COMMIT. */
    public UUID batch() {
        return new UUID(
                LittleEndian.idHalf(buffer, frameAt + FrameFormat.BATCH_ID),
                LittleEndian.idHalf(buffer, frameAt + FrameFormat.BATCH_ID + 8));
    }

    /** Returns the count of the current BEGIN or COMMIT. */
    public long batchCount() {
        return LittleEndian.u32(buffer, frameAt + FrameFormat.BATCH_COUNT);
    }

    /** Returns the token of the current FENCE frame. */
    public UUID fence() {
        return new UUID(
                LittleEndian.idHalf(buffer, frameAt + FrameFormat.FENCE_TOKEN),
                LittleEndian.idHalf(buffer, frameAt + FrameFormat.FENCE_TOKEN + 8));
    }

    /** Returns the sequence after the last event of the current FENCE frame's fence. */
    public long fenceNext() {
        return LittleEndian.i64(buffer, frameAt + FrameFormat.FENCE_NEXT);
    }

    /** Adds the current frame to a table. */
    public void addTo(FrameTable table) {
        table.add(buffer, frameAt, frameOffset);
    }
}
