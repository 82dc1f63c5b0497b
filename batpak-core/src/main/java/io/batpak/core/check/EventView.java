package io.batpak.core.check;

import io.batpak.api.event.Coordinate;
import org.jspecify.annotations.Nullable;

/** The parts of the EVENT frame that a {@link FrameView} is at (docs/format.md 3.3). */
final class EventView {
    static final int CALLERS_PART = 76;
    static final int NAMES = 106;

    private static final int TAG = 0x07;
    private static final int EXTENSION = 0x09;
    private static final int ID = 16;

    private int entityLength;
    private int payload;
    private boolean inBatch;
    private boolean unsupported;
    private long batchHigh;
    private long batchLow;
    private int batchIndex;
    private long tokenHigh;
    private long tokenLow;

    /** Takes a frame whose checksum holds; returns what is wrong in it, or null. */
    @Nullable
    String fault(FrameView frame) {
        byte[] b = frame.bytes();
        int at = frame.at();
        entityLength = frame.int16(82);
        int scopeLength = frame.int16(84);
        long optionsLength = Integer.toUnsignedLong(frame.int32(86));
        long callersEnd = NAMES + entityLength + scopeLength + optionsLength;
        inBatch = false;
        tokenHigh = 0;
        tokenLow = 0;
        unsupported = false;
        if (callersEnd > frame.length() - frame.padding()) {
            return "its parts are longer than the frame";
        }
        payload = (int) callersEnd;
        if (frame.int64(28) < 0 || frame.int8(81) != 0 || isZeroId(b, at + 90)) {
            return "its time, its id or a reserved byte is not allowed";
        }
        int scope = at + NAMES + entityLength;
        if (!isName(b, at + NAMES, entityLength) || !isName(b, scope, scopeLength)) {
            return "its entity or scope is no name";
        }
        return optionsFault(b, scope + scopeLength, at + payload);
    }

    private @Nullable String optionsFault(byte[] b, int from, int end) {
        int previous = 0;
        for (int at = from; at < end;) {
            int tag = b[at++] & 0xff;
            long length = 0;
            int shift = 0;
            boolean more = true;
            while (more) {
                if (at == end || shift > 28) {
                    return "the length of an option is cut off";
                }
                length |= (b[at] & 0x7fL) << shift;
                more = b[at++] < 0;
                shift += 7;
            }
            if (shift > 7 && b[at - 1] == 0) {
                return "the length of an option has more bytes than it needs";
            }
            if (length > end - at || tag < previous || tag == previous && tag != TAG && tag != EXTENSION) {
                return "its options are too long or not in order";
            }
            if (!isOption(tag, b, at, (int) length)) {
                return unsupported
                        ? "it needs an option that this version does not know: 0x" + Integer.toHexString(tag)
                        : "an option has an impossible value: 0x" + Integer.toHexString(tag);
            }
            previous = tag;
            at += (int) length;
        }
        return null;
    }

    private boolean isOption(int tag, byte[] b, int at, int length) {
        unsupported = tag >= 0x80 && (tag < 0x84 || tag > 0x86); // 0x88 and 0x8A are kept for later
        return switch (tag) {
            case 0x01, 0x02, 0x84 -> length == ID && !isZeroId(b, at); // correlation, causation, idempotency key
            case 0x03 -> length == 4; // depth
            case TAG -> length > 0 && Utf8.isText(b, at, length);
            case EXTENSION -> length >= 2 && (b[at] & 0xff | (b[at + 1] & 0xff) << 8) <= length - 2;
            case 0x85 -> length == ID + 4 && readBatch(b, at);
            case 0x86 -> length == ID && readToken(b, at);
            default -> !unsupported;
        };
    }

    private boolean readBatch(byte[] b, int at) {
        inBatch = true;
        batchHigh = RawBytes.int64(b, at);
        batchLow = RawBytes.int64(b, at + 8);
        batchIndex = RawBytes.int32(b, at + ID);
        return (batchHigh | batchLow) != 0;
    }

    private boolean readToken(byte[] b, int at) {
        tokenHigh = RawBytes.int64(b, at);
        tokenLow = RawBytes.int64(b, at + 8);
        return isFenced();
    }

    private static boolean isName(byte[] b, int at, int length) {
        return length > 0 && length <= Coordinate.MAX_BYTES && Utf8.isName(b, at, length);
    }

    static boolean isZeroId(byte[] b, int at) {
        return (RawBytes.int64(b, at) | RawBytes.int64(b, at + 8)) == 0;
    }

    /** Returns true if what is wrong is that a newer version wrote it. */
    boolean isUnsupported() {
        return unsupported;
    }

    int entityLength() {
        return entityLength;
    }

    /** Returns where the payload begins in the frame. */
    int payload() {
        return payload;
    }

    boolean inBatch() {
        return inBatch;
    }

    /** Returns true if it says that it belongs to the batch of that id. */
    boolean isMember(long high, long low) {
        return inBatch && batchHigh == high && batchLow == low;
    }

    long batchHigh() {
        return batchHigh;
    }

    long batchLow() {
        return batchLow;
    }

    int batchIndex() {
        return batchIndex;
    }

    /** Returns true if it was written through a visibility fence. */
    boolean isFenced() {
        return (tokenHigh | tokenLow) != 0;
    }

    /** Returns the first half of the token of its fence; both are 0 if it has none. */
    long tokenHigh() {
        return tokenHigh;
    }

    long tokenLow() {
        return tokenLow;
    }
}
