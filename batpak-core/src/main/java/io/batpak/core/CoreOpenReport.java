package io.batpak.core;

import io.batpak.api.OpenReport;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What an open found and did. */
record CoreOpenReport(
        UUID lineage,
        boolean created,
        boolean cleanStart,
        long generation,
        long events,
        int segments,
        String hash,
        String codec,
        Optional<TailCut> tailCut,
        List<String> warnings)
        implements OpenReport {}
