package io.batpak.core.append;

import io.batpak.api.event.Hash;
import io.batpak.core.index.Chain;
import io.batpak.core.index.EventIndex;
import io.batpak.core.segment.EventFrame;
import io.batpak.core.segment.LinkHash;
import io.batpak.core.segment.Segments;
import java.io.IOException;
import java.util.UUID;

/**
 * The link that the next event of a chain names as its predecessor's. After an open it is recomputed from the last
 * event's frame, once for each chain that is appended to. Belongs to the holder of the writer role.
 */
final class ChainLinks {
    private final UUID lineage;
    private final EventIndex index;
    private final Segments segments;
    private final LinkHash hash;

    ChainLinks(UUID lineage, EventIndex index, Segments segments, LinkHash hash) {
        this.lineage = lineage;
        this.index = index;
        this.segments = segments;
        this.hash = hash;
    }

    /** Makes sure that {@link #previousLink} needs no file for this chain. */
    void prepare(Chain chain) throws IOException {
        if (chain.link() == null && chain.revision() >= 0) {
            long head = chain.head();
            EventFrame event = segments.current().holding(head).event(index.offset(head), head);
            byte[] link = new byte[Hash.LENGTH];
            event.hashInto(hash, new byte[Hash.LENGTH], link);
            chain.recomputed(link);
        }
    }

    /** Returns the link of the chain's last event, or the genesis link. */
    byte[] previousLink(Chain chain) {
        byte[] link = chain.link();
        if (link == null) {
            link = new byte[Hash.LENGTH];
            hash.genesis(lineage, chain.lane(), chain.entity().name(), link);
        }
        return link;
    }
}
