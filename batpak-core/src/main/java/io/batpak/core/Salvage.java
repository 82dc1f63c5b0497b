package io.batpak.core;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.error.CorruptionException;
import io.batpak.api.event.Coordinate;
import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreClock;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import io.batpak.api.verify.CheckReport.Damage;
import io.batpak.api.verify.SalvageReport;
import io.batpak.api.verify.SalvageReport.Moved;
import io.batpak.core.plugins.Blake3Provider;
import io.batpak.core.check.StoreCheck;
import io.batpak.core.frontier.Visibility;
import io.batpak.core.index.EventIndex;
import io.batpak.core.meta.MetaFile;
import io.batpak.core.meta.StoreMeta;
import io.batpak.core.plugins.Providers;
import io.batpak.core.recovery.DurableLog;
import io.batpak.core.recovery.SegmentFiles;
import io.batpak.core.segment.EventFrame;
import io.batpak.core.segment.SegmentHeader;
import io.batpak.core.segment.SegmentName;
import io.batpak.core.time.SecureRandomSource;
import io.batpak.core.time.SystemClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is intact out of a store into a new one (4a). If nothing before the last sound event is missing, the
 * segments are copied as they are, up to where they are whole; otherwise the events that can be seen are appended anew,
 * with their ids, keys, times and payloads. What a visibility fence hides is not: nobody could ever read it.
 */
final class Salvage {
    private static final int COPY_STEP = 1 << 20;

    private final StoreConfig config;
    private final StoreDirectory source;
    private final Path target;

    Salvage(StoreConfig config, StoreDirectory source, Path target) {
        this.config = config;
        this.source = source;
        this.target = target;
    }

    /** What was taken over. */
    private record Report(long events, List<Moved> missing, List<Moved> moved,
            List<Damage> damages)
            implements SalvageReport {}

    SalvageReport run() throws IOException {
        Providers providers = CoreStoreProvider.providers(config);
        StoreMeta meta = metaOrFirstHeader();
        var damages = StoreCheck.check(source, providers::hash).damages();
        DurableLog log = new DurableLog(source, meta);
        try {
            log.advance();
            log.advanceBeyondWitnesses();
            Runs runs = new Runs();
            List<Moved> missing = missing(log.index());
            long events = isDamagedWithin(log, missing, damages) ? append(meta, log, runs) : copy(meta, log, runs);
            return new Report(events, missing, runs.runs, damages);
        } finally {
            log.close();
        }
    }

    /** Returns what the store records of itself; where that is damaged, what the first sound segment says. */
    private StoreMeta metaOrFirstHeader() throws IOException {
        try {
            Optional<StoreMeta> meta = MetaFile.read(source);
            if (meta.isPresent()) {
                return meta.get();
            }
        } catch (CorruptionException e) {
            // the segments say the same, but for the settings of the session
        }
        SegmentHeader first = null;
        long generation = 0;
        for (long id = 1; id <= SegmentFiles.list(source).highest(); id++) {
            SegmentHeader header = soundHeader(id).orElse(null);
            if (header == null) {
                continue;
            }
            first = first == null ? header : first;
            if (header.lineage().equals(first.lineage())) {
                generation = Math.max(generation, header.generation());
            }
        }
        if (first != null) {
            return new StoreMeta(
                    first.lineage(), first.lineage(), 0, 64L << 20, generation, first.hash(), first.codec(), 0,
                    List.of());
        }
        throw new CorruptionException(
                io.batpak.api.error.ErrorCode.META_DAMAGED,
                MetaFile.NAME,
                0,
                "Neither " + MetaFile.NAME + " nor any segment says whose log this is; nothing can be salvaged.");
    }

    private Optional<SegmentHeader> soundHeader(long id) throws IOException {
        try (StoreFile file = source.open(SegmentName.of(id), StoreAccess.READ)) {
            byte[] b = new byte[SegmentHeader.LENGTH];
            return Optional.of(SegmentHeader.decode(b, file.read(0, ByteBuffer.wrap(b)), id));
        } catch (CorruptionException | java.nio.file.NoSuchFileException e) {
            return Optional.empty(); // another one may be sound
        }
    }

    /** Returns the sequence of the last sound event; -1 if there is none. */
    private static long lastSound(EventIndex index) {
        long last = index.count() - 1;
        while (last >= 0 && index.offset(last) == 0) {
            last--;
        }
        return last;
    }

    /** Returns the runs of sequences without a sound event. */
    private static List<Moved> missing(EventIndex index) {
        List<Moved> runs = new ArrayList<>();
        long begin = -1;
        for (long s = 0; s <= index.count(); s++) {
            boolean sound = s == index.count() || index.offset(s) != 0;
            if (!sound && begin < 0) {
                begin = s;
            } else if (sound && begin >= 0) {
                runs.add(new Moved(begin, -1, s - begin));
                begin = -1;
            }
        }
        return runs;
    }

    /** Returns true if the segments cannot be copied as they are, up to the last sound event. */
    private static boolean isDamagedWithin(DurableLog log, List<Moved> missing, List<Damage> damages)
            throws IOException {
        long last = lastSound(log.index());
        boolean damaged = missing.stream().anyMatch(run -> run.from() < last);
        for (Damage damage : damages) {
            long id = SegmentName.parse(damage.file()).orElse(Long.MAX_VALUE);
            damaged |= id < log.lastWithFrames() || id == log.lastWithFrames() && damage.offset() < log.endOf(id);
        }
        return damaged;
    }

    private long copy(StoreMeta meta, DurableLog log, Runs runs) throws IOException {
        requireNoStore();
        try (StoreDirectory to = CoreStoreProvider.fileSystem(config).open(target, StoreAccess.READ_WRITE)) {
            long highest = log.lastWithFrames();
            UUID token = StoreIdentity
                    .newId(config.randomSource().orElseGet(() -> new SecureRandomSource(new Blake3Provider())));
            MetaFile.replace(to, meta.withSession(token, meta.generation()).withSegments(highest, List.of()));
            for (long id = 1; id <= highest; id++) {
                copySegment(to, id, log.endOf(id));
            }
            to.force();
        }
        long events = 0;
        for (long s = 0; s < log.index().count() && log.index().offset(s) != 0; s++) {
            events += isUsers(frame(log, s)) ? 1 : 0;
            runs.add(s, s);
        }
        return events;
    }

    private void copySegment(StoreDirectory to, long id, long end) throws IOException {
        try (StoreFile in = source.open(SegmentName.of(id), StoreAccess.READ);
                StoreFile out = to.create(
                        SegmentName.of(id), StoreAccess.READ_WRITE, StoreDirectory.Permissions.DEFAULT)) {
            ByteBuffer step = ByteBuffer.allocate(COPY_STEP);
            for (long at = 0; at < end; at += step.limit()) {
                step.clear().limit((int) Math.min(COPY_STEP, end - at));
                in.read(at, step);
                out.write(at, step.flip());
            }
            out.force(ForceMode.ALL);
        }
    }

    private long append(StoreMeta meta, DurableLog log, Runs runs) throws IOException {
        EventTime time = new EventTime(config.clock().orElseGet(SystemClock::new));
        StoreConfig.Builder builder = StoreConfig.builder(target)
                .openMode(StoreConfig.OpenMode.CREATE)
                .hash(meta.hash())
                .codec(meta.codec())
                .segmentMaxBytes(meta.segmentMaxBytes())
                .durability(io.batpak.api.append.Durability.WRITTEN)
                .clock(time);
        config.fileSystem().ifPresent(builder::fileSystem);
        config.randomSource().ifPresent(builder::randomSource);
        config.executor().ifPresent(builder::executor);
        config.hashProviders().forEach(builder::provider);
        config.codecProviders().forEach(builder::provider);
        long events = 0;
        try (Store store = new CoreStoreProvider().open(builder.build())) {
            Unit unit = new Unit((CoreStore) store, time, runs);
            Visibility visible = log.visibility();
            for (long s = 0; s < log.index().count(); s++) {
                if (log.index().offset(s) != 0 && visible.shows(s) && isUsers(frame(log, s))) {
                    unit.add(frame(log, s));
                    events++;
                }
            }
            unit.end();
        }
        return events;
    }

    private void requireNoStore() {
        if (CoreStoreProvider.isThere(config, target)) {
            throw CoreStoreProvider.alreadyThere(target);
        }
    }

    private static boolean isUsers(EventFrame event) {
        return !event.entity().startsWith(Coordinate.RESERVED_PREFIX);
    }

    private static EventFrame frame(DurableLog log, long sequence) throws IOException {
        return log.segments().current().holding(sequence).event(log.index().offset(sequence), sequence);
    }

    /** Shows the time of the event that is being taken over. */
    private static final class EventTime implements StoreClock {
        private final StoreClock real;
        private volatile long micros = -1;

        EventTime(StoreClock real) {
            this.real = real;
        }

        @Override
        public long wallMicros() {
            return micros < 0 ? real.wallMicros() : micros;
        }

        @Override
        public long monotonicNanos() {
            return real.monotonicNanos();
        }
    }

    /** Events that go over together: one, or a batch as far as it is sound. */
    private static final class Unit {
        private final CoreStore store;
        private final EventTime time;
        private final Runs runs;
        private final List<EventFrame> events = new ArrayList<>();
        private @Nullable UUID batch;

        Unit(CoreStore store, EventTime time, Runs runs) {
            this.store = store;
            this.time = time;
            this.runs = runs;
        }

        void add(EventFrame event) {
            UUID next = event.options().batch();
            if (next == null || !next.equals(batch) || event.options().batchIndex() != events.size()) {
                end();
                batch = next != null && event.options().batchIndex() == 0 ? next : null;
            }
            events.add(event);
            if (batch == null) {
                end();
            }
        }

        void end() {
            if (!events.isEmpty()) {
                time.micros = 0; // each event brings its own
                List<AppendReceipt> receipts = store.appends().restore(events, batch);
                time.micros = -1;
                for (int i = 0; i < receipts.size(); i++) {
                    runs.add(events.get(i).sequence(), receipts.get(i).sequence());
                }
                events.clear();
            }
        }
    }

    /** Folds pairs of old and new sequences into runs. */
    private static final class Runs {
        private final List<Moved> runs = new ArrayList<>();

        void add(long from, long to) {
            int last = runs.size() - 1;
            if (last >= 0) {
                Moved run = runs.get(last);
                if (run.from() + run.count() == from && run.to() + run.count() == to) {
                    runs.set(last, new Moved(run.from(), run.to(), run.count() + 1));
                    return;
                }
            }
            runs.add(new Moved(from, to, 1));
        }
    }
}
