package io.batpak.core.check;

import io.batpak.api.error.ErrorCode;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreDirectory.Entry;
import io.batpak.api.spi.StoreDirectory.EntryKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** What lies in a store's directory, by what its names say (docs/format.md 2). */
final class StoreListing {
    private static final Set<String> OURS = Set.of(MetaImage.NAME, SlotImage.NAME, "lock");
    private static final int MAX_DIGITS = 18;

    /** What a name says that a file is. */
    enum Kind {
        SEGMENT, AUTHORITY, WITNESS, LOCK, TRANSIENT,
        /** Named like one of ours, and none. */
        FOREIGN, UNKNOWN
    }

    private final List<Entry> entries;

    private StoreListing(List<Entry> entries) {
        this.entries = entries;
    }

    /** Lists a directory. Where a segment seems to be missing it looks once more: names may be given meanwhile. */
    static StoreListing read(StoreDirectory directory) throws IOException {
        StoreListing listing = once(directory);
        NavigableSet<Long> ids = listing.segments();
        return ids.isEmpty() || ids.last() != ids.size() ? once(directory) : listing;
    }

    private static StoreListing once(StoreDirectory directory) throws IOException {
        List<Entry> entries = new ArrayList<>(directory.list());
        entries.sort(Comparator.comparing(Entry::name));
        return new StoreListing(List.copyOf(entries));
    }

    List<Entry> entries() {
        return entries;
    }

    /** Returns the ids of the segments that are there. */
    NavigableSet<Long> segments() {
        NavigableSet<Long> ids = new TreeSet<>();
        for (Entry entry : entries) {
            if (kind(entry) == Kind.SEGMENT) {
                ids.add(id(entry.name()));
            }
        }
        return ids;
    }

    /** Reports what is foreign or unknown. */
    void report(Findings findings) {
        for (Entry entry : entries) {
            Kind kind = kind(entry);
            if (kind == Kind.FOREIGN) {
                findings.damage(ErrorCode.FOREIGN_FILE, entry.name(), 0, Findings.UNKNOWN,
                        "this has the name of one of the store's files and is none; move it out of the directory");
            } else if (kind == Kind.UNKNOWN) {
                findings.warn(entry.name() + " is no file of the store; move it out of the directory.");
            }
        }
    }

    static Kind kind(Entry entry) {
        String name = entry.name();
        boolean isFile = entry.kind() == EntryKind.FILE;
        if (name.endsWith(".seg") || OURS.contains(name)) {
            return isFile ? kind(name) : Kind.FOREIGN;
        }
        boolean isStaging = name.endsWith(".new") && kind(name.substring(0, name.length() - 4)) != Kind.UNKNOWN
                && kind(name.substring(0, name.length() - 4)) != Kind.FOREIGN;
        return isFile && isStaging ? Kind.TRANSIENT : Kind.UNKNOWN;
    }

    private static Kind kind(String name) {
        return switch (name) {
            case MetaImage.NAME -> Kind.AUTHORITY;
            case SlotImage.NAME -> Kind.WITNESS;
            case "lock" -> Kind.LOCK;
            default -> !name.endsWith(".seg") ? Kind.UNKNOWN : id(name) > 0 ? Kind.SEGMENT : Kind.FOREIGN;
        };
    }

    /** Returns the segment whose file has exactly that name; 0 if there is none. */
    private static long id(String name) {
        String digits = name.substring(0, name.length() - 4);
        if (digits.isEmpty() || digits.length() > MAX_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        long id = Long.parseLong(digits);
        return segmentName(id).equals(name) ? id : 0;
    }

    static String segmentName(long id) {
        return String.format(Locale.ROOT, "%06d.seg", id);
    }
}
