package io.batpak.core.check;

import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;

/** One of the two slots of {@code frontier} (docs/format.md 4), as it is. */
final class SlotImage {
    static final String NAME = "frontier";

    private static final int LENGTH = 84;
    private static final int DISTANCE = 4096;
    private static final int CHECK = 80;
    private static final int CLEAN_CLOSE = 1;
    private static final int ATTEMPTS = 3;

    private final ByteBuffer bytes;

    private SlotImage(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads both slots; none if the file is missing. */
    static List<SlotImage> read(StoreDirectory directory) throws IOException {
        try (StoreFile file = directory.open(NAME, StoreAccess.READ)) {
            return List.of(read(file, 0), read(file, DISTANCE));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static SlotImage read(StoreFile file, long offset) throws IOException {
        SlotImage slot = new SlotImage(new byte[LENGTH]);
        for (int i = 0; i < ATTEMPTS && !slot.isSound(); i++) { // a writer beside us may be amid a note
            slot = new SlotImage(new byte[LENGTH]);
            file.read(offset, ByteBuffer.wrap(slot.bytes.array()));
        }
        return slot;
    }

    /** Returns true if nothing was ever written to it. */
    boolean isEmpty() {
        return RawBytes.isZero(bytes.array(), 0, LENGTH);
    }

    boolean isSound() {
        return isWhole() && bytes.getInt(8) == HeaderImage.VERSION;
    }

    private boolean isWhole() {
        return RawBytes.begins(bytes.array(), "BATPAKFR")
                && bytes.getInt(CHECK) == RawBytes.sum(bytes.array(), CHECK);
    }

    /**
     * Does nothing if it is damaged, or of the format that is known here.
     *
     * @throws io.batpak.api.error.FormatVersionException if it is whole, and of another format
     */
    void requireVersion() {
        if (isWhole() && !isSound()) {
            throw MetaImage.otherVersion(NAME, bytes.getInt(8));
        }
    }

    byte[] lineage() {
        return Arrays.copyOfRange(bytes.array(), 12, 28);
    }

    byte[] token() {
        return Arrays.copyOfRange(bytes.array(), 28, 44);
    }

    /** Returns the number of the note. */
    long note() {
        return bytes.getLong(44);
    }

    long segment() {
        return bytes.getLong(52);
    }

    /** Returns up to where the segment was forced. */
    long offset() {
        return bytes.getLong(60);
    }

    long nextSequence() {
        return bytes.getLong(68);
    }

    boolean isCleanClose() {
        return (bytes.getInt(76) & CLEAN_CLOSE) != 0;
    }
}
