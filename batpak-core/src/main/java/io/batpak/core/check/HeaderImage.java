package io.batpak.core.check;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The header of a segment (docs/format.md 3.1), as it is. */
final class HeaderImage {
    static final int LENGTH = 192;
    static final int VERSION = 0x80000002;

    private static final int NAMES = 64;
    private static final int RESERVED = 160;
    private static final int CHECK = 188;

    private final ByteBuffer bytes;
    private final int read;

    /** Takes the first bytes of a file, of which {@code read} were there. */
    HeaderImage(byte[] bytes, int read) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.read = read;
    }

    /** Returns true if it is whole, and of another format. */
    boolean isOtherVersion() {
        return isWhole() && version() != VERSION;
    }

    /** Returns true if its bytes are those that somebody wrote as a header. */
    boolean isWhole() {
        return read == LENGTH && RawBytes.begins(bytes.array(), "BATPAKSG")
                && bytes.getInt(CHECK) == RawBytes.sum(bytes.array(), CHECK);
    }

    /** Returns what is wrong with it as the header of that segment; null if nothing. */
    @Nullable
    String fault(long id) {
        if (read < LENGTH) {
            return "the file is shorter than a header";
        }
        if (!isWhole()) {
            return "it does not begin like a segment, or its checksum does not match";
        }
        if (isOtherVersion() || bytes.getInt(12) != LENGTH || bytes.getInt(52) != 0
                || !RawBytes.isZero(bytes.array(), RESERVED, CHECK)) {
            return "its format is unknown";
        }
        return id() != id || firstSequence() < 0 ? "it says that it belongs to segment " + id() : null;
    }

    int version() {
        return bytes.getInt(8);
    }

    byte[] lineage() {
        return Arrays.copyOfRange(bytes.array(), 16, 32);
    }

    long id() {
        return bytes.getLong(32);
    }

    long firstSequence() {
        return bytes.getLong(40);
    }

    long generation() {
        return Integer.toUnsignedLong(bytes.getInt(48));
    }

    long salt() {
        return bytes.getLong(56);
    }

    /** Returns the names of hash, cipher and codec, 32 bytes each. */
    byte[] algorithms() {
        return Arrays.copyOfRange(bytes.array(), NAMES, RESERVED);
    }
}
