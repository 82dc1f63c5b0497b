package io.batpak.cli.demo;

import io.batpak.api.event.EventPayload;
import java.time.Instant;
import java.util.List;

/**
 * Somebody committed something. An event of the entity {@code author:NAME}.
 *
 * @param commit the commit's hash
 * @param parents those of its parents; a merge has two or more
 * @param time when it was committed
 * @param fileCount how many files it changed
 */
@EventPayload(category = 0xF, type = 0x001)
public record Committed(String commit, List<String> parents, Instant time, int fileCount) {
    /** Copies the list. */
    public Committed {
        parents = List.copyOf(parents);
    }
}
