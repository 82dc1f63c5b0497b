package io.batpak.cli.output;

import java.time.Instant;

/** Writes moments as ISO 8601 in UTC with microseconds. One after the other mostly share their second. */
final class Timestamps {
    private static final long MICROS = 1_000_000;

    private long second = Long.MIN_VALUE;
    private String prefix = "";

    String text(Instant time) {
        if (time.getEpochSecond() != second) {
            second = time.getEpochSecond();
            String whole = Instant.ofEpochSecond(second).toString(); // ends in Z, has no fraction
            prefix = whole.substring(0, whole.length() - 1) + ".";
        }
        return prefix + Long.toString(MICROS + time.getNano() / 1000).substring(1) + "Z";
    }
}
