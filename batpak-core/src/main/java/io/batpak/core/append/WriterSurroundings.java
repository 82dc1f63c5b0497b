package io.batpak.core.append;

import io.batpak.api.append.KeyRetention;
import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.HashProvider;
import io.batpak.api.spi.StoreClock;
import io.batpak.core.frontier.FenceLedger;
import io.batpak.core.frontier.FrontierFile;
import io.batpak.core.frontier.PublishListener;
import io.batpak.core.frontier.Watermarks;
import io.batpak.core.index.EventIndex;
import io.batpak.core.segment.Segments;
import java.util.UUID;

/** What a writer works with; the same for the whole session. */
public record WriterSurroundings(
        UUID lineage,
        WriterRole role,
        WriterState state,
        EventIndex index,
        FenceLedger fences,
        Segments segments,
        Watermarks watermarks,
        PublishListener listener,
        SegmentRoll roll,
        FrontierFile frontierFile,
        StoreClock clock,
        HashProvider hash,
        ForceMode forceMode,
        KeyRetention keyRetention,
        CommitSteps steps) {}
