package io.batpak.core.segment;

import java.util.Locale;
import java.util.OptionalLong;

/** The names of segments: at least six decimal digits, from 000001 on. */
public final class SegmentName {
    public static final String SUFFIX = ".seg";
    public static final String STAGING_SUFFIX = ".new";

    private SegmentName() {}

    /** Returns the name of a segment. */
    public static String of(long id) {
        return String.format(Locale.ROOT, "%06d%s", id, SUFFIX);
    }

    /** Returns the name under which a segment is prepared. */
    public static String staging(long id) {
        return of(id) + STAGING_SUFFIX;
    }

    /** Returns true for the names of what is being prepared: nothing of it is part of the store. */
    public static boolean isStaging(String name) {
        return name.endsWith(SUFFIX + STAGING_SUFFIX) || name.equals("store.meta.new") || name.equals("frontier.new");
    }

    /** Returns the id of a segment's name, or nothing if it is not exactly such a name. */
    public static OptionalLong parse(String name) {
        if (!name.endsWith(SUFFIX) || name.length() > 18 + SUFFIX.length()) {
            return OptionalLong.empty();
        }
        String digits = name.substring(0, name.length() - SUFFIX.length());
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.empty();
        }
        long id = Long.parseLong(digits);
        return id >= 1 && of(id).equals(name) ? OptionalLong.of(id) : OptionalLong.empty();
    }
}
