package io.batpak.core.check;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The frame at one place of a segment (docs/format.md 3.2). Nothing in it counts before it was checked. */
final class FrameView {
    static final int EVENT = 1;
    static final int BEGIN = 2;
    static final int COMMIT = 3;
    static final int FENCE_BEGIN = 4;
    static final int FENCE_COMMIT = 5;
    static final int FENCE_CANCEL = 6;
    static final int SEAL = 7;

    private static final int HEADER = 28;
    private static final int SHORTEST = 32;
    private static final int LONGEST = 256 << 20;

    private final Window window;
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer place = ByteBuffer.allocate(16).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    private long offset;
    private int at;

    FrameView(Window window, long salt) {
        this.window = window;
        place.putLong(0, salt);
    }

    /** Turns to a place; returns true if the header of a frame is there and its check holds. */
    boolean headerHolds(long newOffset) throws IOException {
        if (!window.holds(newOffset, HEADER)) {
            return false;
        }
        offset = newOffset;
        at = window.index(newOffset);
        int length = length();
        return length >= SHORTEST && length <= LONGEST && (length & 7) == 0 && sum(8, HEADER) == int32(4);
    }

    /** Turns to a place; returns what is wrong with the frame there, which must end by {@code end}; null if nothing. */
    @Nullable
    String fault(long newOffset, long end) throws IOException {
        if (!headerHolds(newOffset)) {
            return "the check of its header does not hold";
        }
        if (length() > end - newOffset || !window.holds(newOffset, length())) {
            return "the file ends inside it";
        }
        at = window.index(newOffset);
        return sum(4, length()) == int32(0) ? shapeFault() : "its checksum does not match";
    }

    private @Nullable String shapeFault() {
        int padding = int8(13);
        if (padding > 7 || padding > 0 && type() != EVENT || int16(14) != 0) {
            return "its padding or flags are not allowed";
        }
        if (forced() > offset || sequence() < 0) {
            return "it says that more was forced than there was, or has a negative sequence";
        }
        for (int i = length() - padding; i < length(); i++) {
            if (int8(i) != 0) {
                return "its padding is not zero";
            }
        }
        boolean fits = switch (type()) {
            case EVENT -> length() - padding >= EventView.NAMES;
            case BEGIN -> length() == 48;
            case COMMIT -> length() == 80;
            case FENCE_BEGIN, FENCE_COMMIT, FENCE_CANCEL -> length() == 56;
            case SEAL -> length() >= 92 && length() == (92 + 4L * Integer.toUnsignedLong(sealedFrames()) + 7 & -8L);
            default -> false;
        };
        if (!fits) {
            return "its type is unknown, or its length does not fit";
        }
        return type() >= FENCE_BEGIN && type() <= FENCE_CANCEL ? fenceFault() : null;
    }

    private @Nullable String fenceFault() {
        boolean ordered = type() == FENCE_BEGIN ? int64(48) == sequence() : int64(48) >= sequence();
        return !ordered || int32(44) != 0 || EventView.isZeroId(bytes(), at + 28)
                ? "its token, its sequences or a reserved byte is not allowed"
                : null;
    }

    private int sum(int from, int to) {
        place.putLong(8, offset);
        crc.reset();
        crc.update(place.array(), 0, 16);
        crc.update(bytes(), at + from, to - from);
        return (int) crc.getValue();
    }

    byte[] bytes() {
        return window.bytes().array();
    }

    /** Returns where the frame begins in {@link #bytes}. */
    int at() {
        return at;
    }

    long offset() {
        return offset;
    }

    int length() {
        return int32(8);
    }

    int type() {
        return int8(12);
    }

    int padding() {
        return int8(13);
    }

    /** Returns up to where the frame says that its segment was forced. */
    long forced() {
        return Integer.toUnsignedLong(int32(16)) << 3;
    }

    long sequence() {
        return int64(20);
    }

    /** Returns true if it ends a fence. */
    boolean isFenceEnd() {
        return type() == FENCE_COMMIT || type() == FENCE_CANCEL;
    }

    /** Returns the sequence that comes next in the log where it belongs: what ends a fence tells that apart from its own. */
    long due() {
        return isFenceEnd() ? int64(48) : sequence();
    }

    /** Returns how many frames a SEAL speaks of. */
    int sealedFrames() {
        return int32(32);
    }

    int int8(int field) {
        return window.bytes().get(at + field) & 0xff;
    }

    int int16(int field) {
        return window.bytes().getShort(at + field) & 0xffff;
    }

    int int32(int field) {
        return window.bytes().getInt(at + field);
    }

    long int64(int field) {
        return window.bytes().getLong(at + field);
    }
}
