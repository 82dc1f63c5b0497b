package io.batpak.api;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What an open found and did (READ 17.2). */
public interface OpenReport {
    /**
     * The end of the log was not whole and was cut off. Nothing acknowledged as durable was in it.
     *
     * @param file the segment's name
     * @param offset where the cut was made
     * @param bytes how many bytes after it were not zero, at most: from the cut to the last byte that was written
     */
    record TailCut(String file, long offset, long bytes) {}

    /** Returns the identity of the store's history. */
    UUID lineage();

    /** Returns true if this open made the store. */
    boolean created();

    /** Returns true if the last session closed in good order. */
    boolean cleanStart();

    /** Returns how often the log was continued after an unclean stop: raised at each such open (DESIGN D-27). */
    long generation();

    /** Returns how many events were found, those of the store itself included. */
    long events();

    /** Returns how many segments were found. */
    int segments();

    /** Returns the name of the hash algorithm that the store records. */
    String hash();

    /** Returns the name of the codec that the store records; {@code raw} if it has none. */
    String codec();

    /** Returns what was cut off, if anything was. */
    Optional<TailCut> tailCut();

    /** Returns what is odd and harms nothing. */
    List<String> warnings();
}
