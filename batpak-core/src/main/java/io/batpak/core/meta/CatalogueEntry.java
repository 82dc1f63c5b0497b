package io.batpak.core.meta;

import io.batpak.api.event.Hash;

/**
 * One sealed segment, as {@code store.meta} remembers it (SEG-09).
 *
 * @param id the segment's number
 * @param length the length of its file
 * @param firstSequence that of its first event
 * @param nextSequence the one after its last event
 * @param digest over its frames
 */
public record CatalogueEntry(long id, long length, long firstSequence, long nextSequence, Hash digest) {
    static final int LENGTH = 64;
}
