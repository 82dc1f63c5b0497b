package io.batpak.core.recovery;

import io.batpak.api.error.CorruptionException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.core.segment.SegmentName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Which segments lie in a directory. */
public final class SegmentFiles {
    private final TreeMap<Long, Long> lengths = new TreeMap<>();
    private final List<String> strangers = new ArrayList<>();

    private SegmentFiles() {}

    /** Looks at the directory; names that only look like segments are kept apart. */
    public static SegmentFiles list(StoreDirectory directory) throws IOException {
        SegmentFiles files = new SegmentFiles();
        for (StoreDirectory.Entry entry : directory.list()) {
            OptionalLong id = SegmentName.parse(entry.name());
            if (id.isPresent() && entry.kind() == StoreDirectory.EntryKind.FILE) {
                files.lengths.put(id.getAsLong(), entry.length());
            } else if (entry.name().endsWith(SegmentName.SUFFIX)) {
                files.strangers.add(entry.name());
            }
        }
        return files;
    }

    public boolean isEmpty() {
        return lengths.isEmpty() && strangers.isEmpty();
    }

    /** Returns the highest id; 0 if there is no segment. */
    public long highest() {
        return lengths.isEmpty() ? 0 : lengths.lastKey();
    }

    /** Returns the lowest id above {@code id} that is there; {@code last} if there is none before that. */
    long next(long id, long last) {
        Long next = lengths.higherKey(id);
        return next == null ? last : Math.min(next, last);
    }

    /** Returns how many bytes all segments have together. */
    long bytes() {
        return lengths.values().stream().mapToLong(Long::longValue).sum();
    }

    public boolean has(long id) {
        return lengths.containsKey(id);
    }

    /**
     * Checks that the segments are exactly 1 to {@code atLeast} or more, without a gap.
     *
     * @throws CorruptionException if one is missing, or something has the name of one and is none
     */
    public void requireComplete(long atLeast) {
        if (!strangers.isEmpty()) { // INV-DIR-01
            String name = strangers.get(0);
            throw new CorruptionException(
                    ErrorCode.FOREIGN_FILE,
                    name,
                    0,
                    "File " + name + " has the name of a segment and is none. Move it out of the store's directory.");
        }
        long last = Math.max(atLeast, highest());
        for (long id = 1; id <= last; id++) {
            if (!has(id)) { // THR-15, THR-16
                throw missing(id);
            }
        }
    }

    static CorruptionException missing(long id) {
        String name = SegmentName.of(id);
        return new CorruptionException(
                ErrorCode.SEGMENT_MISSING,
                name,
                0,
                "Segment " + name
                        + " is missing; the store's records name it. Restore it from a copy, or run salvage.");
    }
}
