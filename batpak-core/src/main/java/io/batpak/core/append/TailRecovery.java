package io.batpak.core.append;

import io.batpak.core.meta.CatalogueEntry;
import io.batpak.core.segment.ActiveSegment;
import java.io.IOException;
import java.util.Optional;

/** What an open does to the end of a log, done to the end of one that is in use (DESIGN 4a). */
@FunctionalInterface
public interface TailRecovery {
    /**
     * Keeps what is whole and valid behind the segment's end, and indexes it; cuts the rest off, and seals. Durable when
     * this returns.
     *
     * @return the sealed segment; nothing if it holds no frame: then it is as it was when it was new
     */
    Optional<CatalogueEntry> recover(ActiveSegment segment) throws IOException;
}
