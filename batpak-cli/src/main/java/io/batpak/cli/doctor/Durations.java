package io.batpak.cli.doctor;

import java.util.Arrays;

/** How long something took each time it was done. */
final class Durations {
    private static final long NANOS_PER_MICRO = 1000;

    private final long[] nanos;
    private int count;

    Durations(int capacity) {
        nanos = new long[capacity];
    }

    /** Adds the time since a reading of {@link System#nanoTime}. */
    void addSince(long start) {
        nanos[count++] = System.nanoTime() - start;
    }

    boolean isFull() {
        return count == nanos.length;
    }

    /** Returns the value that so many per cent of all are not above. */
    long percentileMicros(int percent) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(count - 1) * percent / 100] / NANOS_PER_MICRO;
    }

    Finding describe(Finding finding) {
        return finding.put("count", count)
                .put("minMicros", percentileMicros(0))
                .put("medianMicros", percentileMicros(50))
                .put("p99Micros", percentileMicros(99))
                .put("maxMicros", percentileMicros(100));
    }
}
