package io.batpak.core;

import io.batpak.api.StoreConfig;
import io.batpak.api.StoreReader;
import io.batpak.api.error.CorruptionException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.spi.StoreClock;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.core.frontier.Watermarks;
import io.batpak.core.meta.MetaFile;
import io.batpak.core.meta.StoreMeta;
import io.batpak.core.plugins.Providers;
import io.batpak.core.read.EventReader;
import io.batpak.core.read.PayloadDecoder;
import io.batpak.core.read.PushHub;
import io.batpak.core.recovery.DurableLog;
import io.batpak.core.time.SystemClock;
import io.batpak.core.time.ThreadExecutor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Opens a store for reading: no lock, no change (D-21). */
final class ReaderAssembly {
    private ReaderAssembly() {}

    static StoreReader open(StoreConfig config, StoreDirectory directory) throws IOException {
        StoreMeta meta = MetaFile.read(directory)
                .orElseThrow(() -> new CorruptionException(
                        ErrorCode.META_DAMAGED,
                        MetaFile.NAME,
                        0,
                        "File " + MetaFile.NAME
                                + " is missing, and there are segments. Restore it from a copy, or run salvage."));
        Providers providers = CoreStoreProvider.providers(config);
        StoreIdentity identity = StoreIdentity.of(meta, config, providers);
        DurableLog log = new DurableLog(directory, meta);
        log.advance();
        StoreClock clock = config.clock().orElseGet(SystemClock::new);
        Watermarks watermarks = new Watermarks(
                log.index().count(), log.visibility(), log.index().laneBounds(), clock);
        CoreOpenReport report = new CoreOpenReport(
                meta.lineage(),
                false,
                false,
                meta.generation(),
                log.index().count(),
                (int) log.segmentCount(),
                meta.hash(),
                meta.codec(),
                Optional.empty(),
                List.of());
        EventReader events = new EventReader(
                log.index(), log.segments(), watermarks, new PayloadDecoder(identity.codec(), identity.hash()));
        LogFollower follower = new LogFollower(log, watermarks);
        PushHub push = new PushHub(events, watermarks, clock, config.executor().orElseGet(ThreadExecutor::new),
                ThreadName.of("fanout", config.directory()), follower);
        return new CoreReader(directory, providers, events, watermarks, report, push, follower, log::close);
    }
}
