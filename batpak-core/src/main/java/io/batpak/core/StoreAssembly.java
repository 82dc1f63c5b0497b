package io.batpak.core;

import io.batpak.api.OpenReport;
import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.Durability;
import io.batpak.api.error.BatpakException;
import io.batpak.api.error.CorruptionException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Value;
import io.batpak.api.spi.HashProvider;
import io.batpak.api.spi.LockAttempt;
import io.batpak.api.spi.RandomSource;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreClock;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreExecutor;
import io.batpak.core.append.Appender;
import io.batpak.core.append.Appends;
import io.batpak.core.append.Cadence;
import io.batpak.core.append.CommitSteps;
import io.batpak.core.append.Delivery;
import io.batpak.core.append.SegmentRoll;
import io.batpak.core.append.StoreHelper;
import io.batpak.core.append.TailRecovery;
import io.batpak.core.append.Writer;
import io.batpak.core.append.WriterDriver;
import io.batpak.core.append.WriterRole;
import io.batpak.core.append.WriterState;
import io.batpak.core.append.WriterSupervisor;
import io.batpak.core.append.WriterSurroundings;
import io.batpak.core.frontier.Consumers;
import io.batpak.core.frontier.FenceLedger;
import io.batpak.core.frontier.FrontierFile;
import io.batpak.core.frontier.FrontierSlot;
import io.batpak.core.frontier.Watermarks;
import io.batpak.core.index.EventIndex;
import io.batpak.core.meta.Catalogue;
import io.batpak.core.meta.MetaFile;
import io.batpak.core.meta.StoreMeta;
import io.batpak.core.plugins.Blake3Provider;
import io.batpak.core.plugins.Providers;
import io.batpak.core.read.EventReader;
import io.batpak.core.read.PayloadDecoder;
import io.batpak.core.read.PushHub;
import io.batpak.core.recovery.LogEnd;
import io.batpak.core.recovery.Recovery;
import io.batpak.core.recovery.SegmentFiles;
import io.batpak.core.recovery.TailRepair;
import io.batpak.core.segment.SegmentName;
import io.batpak.core.segment.Segments;
import io.batpak.core.time.SecureRandomSource;
import io.batpak.core.time.SystemClock;
import io.batpak.core.time.ThreadExecutor;
import io.batpak.core.time.Uuid7;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a store for writing: the one place that makes its parts and hands them to each other. The order is that of
 * OPEN-02: lock, sweep, authorities, read and judge, repair, new session, first event.
 */
final class StoreAssembly {
    /** Where the store's own events go. */
    static final Coordinate LIFECYCLE = new Coordinate("batpak:store", "batpak:lifecycle");

    private static final Logger LOG = LoggerFactory.getLogger(StoreAssembly.class);

    private final StoreConfig config;
    private final StoreDirectory directory;
    private final CommitSteps steps;
    private final LockAttempt.Lock lock;
    private final Providers providers;
    private final StoreClock clock;
    private final RandomSource random;
    private final StoreExecutor executor;
    private final Deque<Closeable> opened = new ArrayDeque<>();

    StoreAssembly(StoreConfig config, StoreDirectory directory, CommitSteps steps, LockAttempt.Lock lock) {
        this.lock = lock;
        this.steps = steps;
        this.config = config;
        this.directory = directory;
        this.providers = Providers.discover(config.hashProviders(), config.codecProviders());
        this.clock = config.clock().orElseGet(SystemClock::new);
        this.random = config.randomSource().orElseGet(() -> new SecureRandomSource(new Blake3Provider()));
        this.executor = config.executor().orElseGet(ThreadExecutor::new);
    }

    /** Opens the store; everything that was taken is given back if that fails. */
    Store open() throws IOException {
        Recovery recovery = null;
        try {
            sweep();
            Optional<StoreMeta> recorded = MetaFile.read(directory);
            StoreIdentity identity = recorded.isPresent()
                    ? StoreIdentity.of(recorded.get(), config, providers)
                    : create();
            List<FrontierSlot> slots = FrontierFile.read(directory, identity.meta().lineage());
            recovery = new Recovery(directory, identity.meta(), slots, identity.hash(), access());
            recovery.read();
            recovery.repair();
            return start(identity, recovery, slots, recorded.isEmpty());
        } catch (IOException | BatpakException e) {
            if (recovery != null) {
                opened.addLast(recovery::abandon);
            }
            closeAfterFailure(e);
            throw e;
        }
    }

    private void closeAfterFailure(Exception failure) {
        for (Closeable part : opened) {
            try {
                part.close();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }

    /** Removes what an earlier session was preparing: nothing of it is part of the store (INV-DIR-03). */
    private void sweep() throws IOException {
        for (StoreDirectory.Entry entry : directory.list()) {
            if (SegmentName.isStaging(entry.name()) && entry.kind() == StoreDirectory.EntryKind.FILE) {
                directory.delete(entry.name());
            }
        }
    }

    private StoreIdentity create() throws IOException {
        if (!SegmentFiles.list(directory).isEmpty()) {
            throw new CorruptionException(
                    ErrorCode.META_DAMAGED,
                    MetaFile.NAME,
                    0,
                    "File " + MetaFile.NAME
                            + " is missing, and there are segments. Restore it from a copy, or run salvage.");
        }
        StoreIdentity identity = StoreIdentity.create(config, providers, random, clock.wallMicros());
        MetaFile.replace(directory, identity.meta());
        return identity;
    }

    private StoreAccess access() {
        return config.durability() == Durability.WRITTEN ? StoreAccess.READ_WRITE_MAPPED : StoreAccess.READ_WRITE;
    }

    private Store start(
            StoreIdentity identity, Recovery recovery, List<FrontierSlot> slots, boolean created)
            throws IOException {
        boolean clean = created || recovery.isClean();
        EventIndex index = recovery.index();
        Segments segments = recovery.segments();
        StoreMeta meta = identity.meta()
                .withSegments(recovery.segmentCount(), recovery.catalogue())
                .withSession(StoreIdentity.newId(random), identity.meta().generation() + (clean ? 0 : 1));
        MetaFile.replace(directory, meta);
        FrontierFile frontierFile = FrontierFile.open(directory, meta.lineage(), meta.token(), slots);
        opened.push(frontierFile::close);
        FenceLedger fences = recovery.fences();
        Watermarks watermarks = new Watermarks(
                index.count(), fences.visibility(index.count()), index.laneBounds(), clock);
        Catalogue catalogue = new Catalogue(directory, meta, meta.catalogue(), meta.highestSegment());
        SegmentRoll roll = new SegmentRoll(
                new SegmentRoll.Surroundings(
                        directory, meta, identity.hash(), random, segments, catalogue, frontierFile, access(), steps),
                recovery.lastId(),
                recovery.active().orElse(null));
        roll.prepareFirst();
        EventReader events = new EventReader(
                index, segments, watermarks, new PayloadDecoder(identity.codec(), identity.hash()));
        PushHub push = new PushHub(
                events, watermarks, clock, executor, threadName("fanout"), PushHub.Source.WRITER);
        Appends appends = appends(identity, recovery, segments, watermarks, roll, frontierFile, catalogue, push);
        opened.push(appends::abandon);
        OpenReport report = report(meta, recovery, index.count(), created, clean);
        CoreReader reader = new CoreReader(
                directory,
                providers,
                events,
                watermarks,
                report,
                push,
                () -> {
                }, // the writer moves them itself
                () -> closeAll(segments, frontierFile, lock));
        appends.appendSystem(LIFECYCLE, EventKind.OPEN_COMPLETED, openPayload(identity, report));
        LOG.info("Opened {}: {}", config.directory(), report); // LOG-1
        Consumers consumers = new Consumers(watermarks);
        return new CoreStore(reader, appends, watermarks.waits(), consumers,
                () -> closePayload(identity, watermarks.visible()));
    }

    private Appends appends(
            StoreIdentity identity,
            Recovery recovery,
            Segments segments,
            Watermarks watermarks,
            SegmentRoll roll,
            FrontierFile frontierFile,
            Catalogue catalogue,
            PushHub push) {
        EventIndex index = recovery.index();
        FenceLedger fences = recovery.fences();
        WriterState state = new WriterState(watermarks);
        state.whenPoisoned(push::poisoned);
        WriterRole role = new WriterRole();
        Writer writer = new Writer(new WriterSurroundings(
                identity.meta().lineage(),
                role,
                state,
                index,
                fences,
                segments,
                watermarks,
                push,
                roll,
                frontierFile,
                clock,
                identity.hash(),
                config.forceMode(),
                config.keyRetention(),
                steps));
        StoreHelper helper = new StoreHelper(
                roll, catalogue, frontierFile, state, lock, executor, threadName("helper"));
        WriterSupervisor supervisor = new WriterSupervisor(
                writer, state, config.restartPolicy(), clock, tailRecovery(recovery, identity.hash()));
        WriterDriver driver = new WriterDriver(
                supervisor,
                role,
                config,
                clock,
                executor,
                helper,
                threadName("writer"));
        Cadence.of(config, watermarks, driver).ifPresent(helper::keep);
        return new Appends(
                new Appender(config, identity.hash(), identity.codec(), new Uuid7(clock, random), index),
                driver,
                helper,
                new Delivery(executor, threadName("delivery")),
                config.durability());
    }

    private static TailRecovery tailRecovery(Recovery recovery, HashProvider hash) {
        return new TailRepair(recovery.index(), recovery.fences(), hash)::repair;
    }

    private String threadName(String role) {
        return ThreadName.of(role, config.directory());
    }

    private static void closeAll(Segments segments, FrontierFile frontierFile, LockAttempt.Lock lock)
            throws IOException {
        try (lock) {
            try {
                segments.close();
            } finally {
                frontierFile.close();
            }
        }
    }

    private OpenReport report(StoreMeta meta, Recovery recovery, long events, boolean created, boolean clean) {
        Optional<OpenReport.TailCut> cut = recovery.cut().map(StoreAssembly::reported);
        return new CoreOpenReport(
                meta.lineage(),
                created,
                clean,
                meta.generation(),
                events,
                recovery.segmentCount(),
                meta.hash(),
                meta.codec(),
                cut,
                List.of());
    }

    private static OpenReport.TailCut reported(LogEnd.Cut cut) {
        LOG.warn(
                "The end of {} was cut at offset {}: {} bytes that were never acknowledged as durable",
                cut.file(),
                cut.offset(),
                cut.bytes()); // LOG-1
        return new OpenReport.TailCut(cut.file(), cut.offset(), cut.bytes());
    }

    private static Bytes openPayload(StoreIdentity identity, OpenReport report) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("cleanStart", new Value.Bool(report.cleanStart()));
        fields.put("events", Value.Int.of(report.events()));
        fields.put("generation", Value.Int.of(report.generation()));
        return encoded(identity, fields);
    }

    private static Bytes closePayload(StoreIdentity identity, long events) {
        return encoded(identity, Map.of("events", Value.Int.of(events)));
    }

    private static Bytes encoded(StoreIdentity identity, Map<String, Value> fields) {
        var codec = identity.codec();
        return codec == null ? Bytes.empty() : codec.encode(new Value.Struct(fields));
    }

    /** Says who holds the lock, for people. */
    static String holder(@Nullable StoreClock given) {
        StoreClock clock = given == null ? new SystemClock() : given;
        return "process " + ProcessHandle.current().pid() + " since "
                + java.time.Instant.EPOCH.plus(clock.wallMicros(), java.time.temporal.ChronoUnit.MICROS);
    }
}
