package io.batpak.core.check;

import io.batpak.api.error.FormatVersionException;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code store.meta} (docs/format.md 5), as it is. */
final class MetaImage {
    static final String NAME = "store.meta";

    private static final int FIXED = 192;
    private static final int ENTRY = 64;
    private static final int SHORTEST = FIXED + 4;
    private static final int LONGEST = 256 << 20;

    private final ByteBuffer bytes;

    private MetaImage(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads it; null if it is not there. A file that is too long to be one is read in part. */
    static @Nullable MetaImage read(StoreDirectory directory) throws IOException {
        try (StoreFile file = directory.open(NAME, StoreAccess.READ)) {
            byte[] bytes = new byte[(int) Math.min(file.length(), LONGEST)];
            int read = Math.max(0, file.read(0, ByteBuffer.wrap(bytes)));
            return new MetaImage(Arrays.copyOf(bytes, read));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Returns what is wrong with it; null if nothing. */
    @Nullable
    String fault() {
        if (!isWhole()) {
            return "the file does not begin like one, is not as long as it says, or its checksum does not match";
        }
        if (isOtherVersion()) {
            return "its format is unknown";
        }
        if (FIXED + (long) ENTRY * entries() + 4 != bytes.capacity() || bytes.getInt(188) != 0) {
            return "its catalogue does not fit, or a reserved byte is not zero";
        }
        return catalogueFault();
    }

    private @Nullable String catalogueFault() {
        long next = 0;
        for (int i = 0; i < entries(); i++) {
            int at = FIXED + i * ENTRY;
            if (bytes.getLong(at) != i + 1L || bytes.getLong(at + 16) != next || bytes.getLong(at + 24) < next) {
                return "entry " + i + " of its catalogue does not follow the one before it";
            }
            next = bytes.getLong(at + 24);
        }
        return highestSegment() < entries() ? "its catalogue has more segments than there were" : null;
    }

    private boolean isWhole() {
        int length = bytes.capacity();
        return length >= SHORTEST && RawBytes.begins(bytes.array(), "BATPAKMT") && bytes.getInt(12) == length
                && bytes.getInt(length - 4) == RawBytes.sum(bytes.array(), length - 4);
    }

    private boolean isOtherVersion() {
        return bytes.getInt(8) != HeaderImage.VERSION;
    }

    /**
     * Does nothing if it is damaged, or of the format that is known here.
     *
     * @throws FormatVersionException if it is whole, and of another format
     */
    void requireVersion() {
        if (isWhole() && isOtherVersion()) {
            throw otherVersion(NAME, bytes.getInt(8));
        }
    }

    static FormatVersionException otherVersion(String file, int version) {
        return new FormatVersionException(
                file, "0x" + Integer.toHexString(version), "0x" + Integer.toHexString(HeaderImage.VERSION));
    }

    byte[] lineage() {
        return Arrays.copyOfRange(bytes.array(), 16, 32);
    }

    byte[] token() {
        return Arrays.copyOfRange(bytes.array(), 32, 48);
    }

    long createdMicros() {
        return bytes.getLong(48);
    }

    long segmentMaxBytes() {
        return bytes.getLong(56);
    }

    long generation() {
        return Integer.toUnsignedLong(bytes.getInt(76));
    }

    byte[] algorithms() {
        return Arrays.copyOfRange(bytes.array(), 80, 176);
    }

    long highestSegment() {
        return bytes.getLong(176);
    }

    /** Returns how many segments are in the catalogue. */
    long entries() {
        return Integer.toUnsignedLong(bytes.getInt(184));
    }

    /** Returns true if a segment is in the catalogue. */
    boolean lists(long id) {
        return id <= entries();
    }

    long length(long id) {
        return bytes.getLong(entry(id) + 8);
    }

    long firstSequence(long id) {
        return bytes.getLong(entry(id) + 16);
    }

    long nextSequence(long id) {
        return bytes.getLong(entry(id) + 24);
    }

    byte[] digest(long id) {
        return Arrays.copyOfRange(bytes.array(), entry(id) + 32, entry(id) + ENTRY);
    }

    private static int entry(long id) {
        return FIXED + (int) (id - 1) * ENTRY;
    }
}
