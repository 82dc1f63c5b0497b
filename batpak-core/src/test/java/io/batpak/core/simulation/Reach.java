package io.batpak.core.simulation;

import java.util.Map;
import java.util.TreeMap;

/** Counts what tests came to: what was never reached is not tested. */
final class Reach {
    private final Map<String, Long> counts = new TreeMap<>();

    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
