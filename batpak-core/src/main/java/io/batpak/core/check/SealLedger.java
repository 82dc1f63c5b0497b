package io.batpak.core.check;

import io.batpak.api.spi.HashProvider.Hasher;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The frames of one segment, as its seal record must name them (docs/format.md 3.7). */
final class SealLedger {
    private static final int DIGEST = 52;
    private static final int TABLE = 84;
    private static final int TRAILER = 8;
    private static final int MAGIC = 0x4c414553;

    private final @Nullable Hasher hasher;
    private final byte[] row = new byte[8];
    private int[] table = new int[64];
    private int frames;
    private int events;
    private byte[] sealed = {};

    /** Makes an empty one; without a hasher the digest is not looked at. */
    SealLedger(@Nullable Hasher hasher) {
        this.hasher = hasher == null ? null : hasher.update(new byte[] {4}, 0, 1);
    }

    /** Adds a frame. */
    void add(FrameView frame) {
        if (frames == table.length) {
            table = Arrays.copyOf(table, 2 * frames);
        }
        int place = (int) (frame.offset() >>> 3);
        table[frames++] = place;
        events += frame.type() == FrameView.EVENT ? 1 : 0;
        if (hasher != null) {
            RawBytes.put32(row, 0, place);
            RawBytes.put32(row, 4, frame.int32(0));
            hasher.update(row, 0, row.length);
        }
    }

    /** Takes the seal record; returns true if it is laid out as one. */
    boolean isShaped(FrameView seal) {
        int length = seal.length();
        int from = seal.at() + DIGEST;
        sealed = Arrays.copyOfRange(seal.bytes(), from, from + TABLE - DIGEST);
        return seal.int32(length - TRAILER) == length && seal.int32(length - 4) == MAGIC
                && seal.int64(44) == seal.sequence()
                && RawBytes.isZero(seal.bytes(), seal.at() + TABLE + 4 * seal.sealedFrames(),
                        seal.at() + length - TRAILER);
    }

    /** Returns true if the seal record counts and places the frames as they were met. */
    boolean isAgreed(FrameView seal, HeaderImage header) {
        boolean agreed = seal.int32(28) == events && seal.sealedFrames() == frames
                && seal.int64(36) == header.firstSequence();
        for (int i = 0; agreed && i < frames; i++) {
            agreed = seal.int32(TABLE + 4 * i) == table[i];
        }
        return agreed;
    }

    /** Returns true if the digest in the seal record is that of the frames; once. */
    boolean isDigestRight() {
        byte[] computed = sealed;
        if (hasher != null) {
            computed = new byte[TABLE - DIGEST];
            hasher.digest(computed, 0);
        }
        return Arrays.equals(computed, sealed);
    }

    /** Returns the digest in the seal record; empty before that was met. */
    byte[] digest() {
        return sealed;
    }
}
