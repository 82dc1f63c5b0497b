package io.batpak.core.recovery;

import io.batpak.api.spi.HashProvider;
import io.batpak.core.frontier.FenceLedger;
import io.batpak.core.index.EventIndex;
import io.batpak.core.meta.CatalogueEntry;
import io.batpak.core.segment.ActiveSegment;
import java.io.IOException;
import java.util.Optional;

/**
 * A repair of the end of a log in use, after its writer failed somewhere in a commit. The judgement is that of an open
 * ({@link LogEnd}); what is in the index already is not read again.
 */
public final class TailRepair {
    private final EventIndex index;
    private final FenceLedger fences;
    private final HashProvider hash;

    public TailRepair(EventIndex index, FenceLedger fences, HashProvider hash) {
        this.index = index;
        this.fences = fences;
        this.hash = hash;
    }

    /**
     * Repairs the segment from its end on; durable when this returns.
     *
     * @return the sealed segment; nothing if it holds no frame: then it is as it was when it was new
     * @throws io.batpak.api.error.CorruptionException if what was acknowledged is not there any more
     */
    public Optional<CatalogueEntry> repair(ActiveSegment segment) throws IOException {
        LogEnd end = LogEnd.findBehind(segment, index, fences);
        if (end.isEmptySegment()) {
            segment.rollBack((int) Math.min(Integer.MAX_VALUE, segment.file().length() - segment.end()));
            return Optional.empty();
        }
        return end.repair(hash);
    }
}
