package io.batpak.core.append;

import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Durability;
import io.batpak.api.append.KeyRetention;
import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.core.append.AppendCommand.Purpose;
import io.batpak.core.frontier.FenceLedger;
import io.batpak.core.frontier.FrontierFile;
import io.batpak.core.frontier.Visibility;
import io.batpak.core.frontier.Watermarks;
import io.batpak.core.index.EventIndex;
import io.batpak.core.meta.Catalogue;
import io.batpak.core.meta.StoreMeta;
import io.batpak.core.plugins.Sha256Provider;
import io.batpak.core.segment.EventTails;
import io.batpak.core.segment.Segments;
import io.batpak.core.time.Uuid7;
import io.batpak.testkit.FakeClock;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.SeededRandom;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A writer that is put together by hand, without a store around it: a test decides which commands form a group. */
final class BareWriter {
    final EventIndex index = new EventIndex();
    final Watermarks watermarks;
    final AtomicInteger answers = new AtomicInteger();
    private final FakeClock clock = new FakeClock();
    private final SeededRandom random = new SeededRandom(1);
    private final Sha256Provider hash = new Sha256Provider();
    private final WriterRole role = new WriterRole();
    private final Appender appender = new Appender(
            Requests.config(new MemoryFileSystem()).build(), hash, null, new Uuid7(clock, random), index);
    private final Writer writer;

    BareWriter() {
        UUID lineage = new UUID(1, 2);
        StoreMeta meta = new StoreMeta(lineage, new UUID(3, 4), 0, 1 << 20, 0, "sha-256", "raw", 0, List.of());
        Segments segments = new Segments();
        watermarks = new Watermarks(0, Visibility.ofAll(0), new TreeMap<>(), clock);
        try {
            StoreDirectory directory = new MemoryFileSystem().open(Requests.DIRECTORY, StoreAccess.READ_WRITE);
            FrontierFile frontier = FrontierFile.open(directory, lineage, meta.token(), List.of());
            SegmentRoll roll = new SegmentRoll(new SegmentRoll.Surroundings(directory, meta, hash, random, segments,
                    new Catalogue(directory, meta, List.of(), 0), frontier, StoreAccess.READ_WRITE,
                    CommitSteps.NONE), 0, null);
            writer = new Writer(new WriterSurroundings(lineage, role, new WriterState(watermarks), index,
                    new FenceLedger(), segments, watermarks, () -> {}, roll, frontier, clock, hash, ForceMode.DATA,
                    KeyRetention.standard(), CommitSteps.NONE));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns an append of one event, or of a batch of several; through a visibility fence if there is a token. */
    AppendCommand append(UUID fence, AppendRequest... requests) {
        EventTails tails = new EventTails().through(fence);
        UUID batch = requests.length == 1 ? null : appender.newUnitId();
        PreparedEvent[] events = batch == null ? new PreparedEvent[] {appender.prepare(requests[0], tails)}
                : appender.prepareBatch(List.of(requests), batch, tails);
        Durability wanted = fence == null ? Durability.DURABLE : Durability.WRITTEN;
        return new AppendCommand(events, tails.bytes(), batch, fence, wanted, answers::incrementAndGet);
    }

    /** Returns the beginning or the end of a visibility fence. */
    AppendCommand fence(Purpose purpose, UUID token) {
        return AppendCommand.fence(purpose, token, answers::incrementAndGet);
    }

    /** Has the commands committed, as one group as far as that is possible. */
    void commit(List<AppendCommand> commands) {
        role.acquire();
        writer.commit(commands);
        role.release();
        writer.fences().takeReleased().forEach(AppendCommand::complete);
        commands.forEach(AppendCommand::complete);
    }
}
