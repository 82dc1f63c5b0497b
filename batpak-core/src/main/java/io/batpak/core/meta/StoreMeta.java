package io.batpak.core.meta;

import io.batpak.api.error.CorruptionException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.FormatVersionException;
import io.batpak.api.event.Hash;
import io.batpak.core.segment.FrameFormat;
import io.batpak.core.segment.LittleEndian;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * What a store records of itself. Immutable.
 *
 * @param lineage the identity of its history
 * @param token the newest writable session
 * @param created µs since 1970
 * @param segmentMaxBytes the largest size of a segment
 * @param generation how often the log was continued after an unclean stop
 * @param hash the hash algorithm
 * @param codec the codec
 * @param highestSegment the highest segment that there was
 * @param catalogue the sealed segments, contiguous from 1
 */
public record StoreMeta(
        UUID lineage,
        UUID token,
        long created,
        long segmentMaxBytes,
        long generation,
        String hash,
        String codec,
        long highestSegment,
        List<CatalogueEntry> catalogue) {
    private static final byte[] MAGIC = "BATPAKMT".getBytes(StandardCharsets.US_ASCII);
    private static final int FIXED = 192;
    private static final int NAME_LENGTH = 32;
    private static final long SMALLEST_SEGMENT = 64L << 10;
    private static final long LARGEST_SEGMENT = 16L << 30;

    /** Copies the catalogue. */
    public StoreMeta {
        catalogue = List.copyOf(catalogue);
    }

    /** Returns the same store in a new writable session. */
    public StoreMeta withSession(UUID newToken, long newGeneration) {
        return new StoreMeta(
                lineage, newToken, created, segmentMaxBytes, newGeneration, hash, codec, highestSegment, catalogue);
    }

    /** Returns the same store with these segments. */
    public StoreMeta withSegments(long newHighest, List<CatalogueEntry> newCatalogue) {
        return new StoreMeta(lineage, token, created, segmentMaxBytes, generation, hash, codec, newHighest,
                newCatalogue);
    }

    byte[] encode() {
        int length = FIXED + CatalogueEntry.LENGTH * catalogue.size() + 4;
        byte[] b = new byte[length];
        System.arraycopy(MAGIC, 0, b, 0, MAGIC.length);
        LittleEndian.putI32(b, 8, FrameFormat.VERSION);
        LittleEndian.putI32(b, 12, length);
        putId(b, 16, lineage);
        putId(b, 32, token);
        LittleEndian.putI64(b, 48, created);
        LittleEndian.putI64(b, 56, segmentMaxBytes);
        LittleEndian.putI32(b, 76, (int) generation);
        putName(b, 80, hash);
        putName(b, 144, codec);
        LittleEndian.putI64(b, 176, highestSegment);
        LittleEndian.putI32(b, 184, catalogue.size());
        int at = FIXED;
        for (CatalogueEntry entry : catalogue) {
            LittleEndian.putI64(b, at, entry.id());
            LittleEndian.putI64(b, at + 8, entry.length());
            LittleEndian.putI64(b, at + 16, entry.firstSequence());
            LittleEndian.putI64(b, at + 24, entry.nextSequence());
            entry.digest().copyTo(b, at + 32);
            at += CatalogueEntry.LENGTH;
        }
        LittleEndian.putI32(b, at, sum(b, at));
        return b;
    }

    static StoreMeta decode(byte[] b) {
        if (b.length < FIXED + 4 || !new String(b, 0, 8, StandardCharsets.US_ASCII).equals("BATPAKMT")) {
            throw damaged("does not begin like one");
        }
        if (LittleEndian.i32(b, b.length - 4) != sum(b, b.length - 4) || LittleEndian.i32(b, 12) != b.length) {
            throw damaged("has a checksum that does not match");
        }
        int version = LittleEndian.i32(b, 8);
        if (version != FrameFormat.VERSION) {
            throw new FormatVersionException(
                    MetaFile.NAME, Integer.toHexString(version), Integer.toHexString(FrameFormat.VERSION));
        }
        long count = LittleEndian.u32(b, 184);
        if (FIXED + CatalogueEntry.LENGTH * count + 4 != b.length || LittleEndian.i32(b, 188) != 0) {
            throw damaged("has a catalogue that does not fit, or reserved bytes that are not zero");
        }
        long size = LittleEndian.i64(b, 56);
        if (size < SMALLEST_SEGMENT || size > LARGEST_SEGMENT || !isName(name(b, 80)) || !isName(name(b, 144))) {
            throw damaged("has settings that no store was made with");
        }
        List<CatalogueEntry> catalogue = new ArrayList<>((int) count);
        for (int at = FIXED; at < b.length - 4; at += CatalogueEntry.LENGTH) {
            catalogue.add(new CatalogueEntry(
                    LittleEndian.i64(b, at),
                    LittleEndian.i64(b, at + 8),
                    LittleEndian.i64(b, at + 16),
                    LittleEndian.i64(b, at + 24),
                    Hash.copyOf(b, at + 32)));
        }
        return new StoreMeta(
                id(b, 16),
                id(b, 32),
                LittleEndian.i64(b, 48),
                size,
                LittleEndian.u32(b, 76),
                name(b, 80),
                name(b, 144),
                LittleEndian.i64(b, 176),
                catalogue);
    }

    private static boolean isName(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
    }

    private static CorruptionException damaged(String what) {
        return new CorruptionException(
                ErrorCode.META_DAMAGED,
                MetaFile.NAME,
                0,
                "File " + MetaFile.NAME + " " + what + ". Restore it from a copy, or run salvage.");
    }

    private static int sum(byte[] b, int length) {
        CRC32C crc = new CRC32C();
        crc.update(b, 0, length);
        return (int) crc.getValue();
    }

    private static void putId(byte[] b, int at, UUID id) {
        LittleEndian.putIdHalf(b, at, id.getMostSignificantBits());
        LittleEndian.putIdHalf(b, at + 8, id.getLeastSignificantBits());
    }

    private static UUID id(byte[] b, int at) {
        return new UUID(LittleEndian.idHalf(b, at), LittleEndian.idHalf(b, at + 8));
    }

    private static void putName(byte[] b, int at, String name) {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, b, at, ascii.length);
    }

    private static String name(byte[] b, int at) {
        int length = 0;
        while (length < NAME_LENGTH && b[at + length] != 0) {
            length++;
        }
        return new String(b, at, length, StandardCharsets.US_ASCII);
    }
}
