package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Durability;
import io.batpak.api.append.KeyRetention;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.Lane;
import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.core.frontier.FrontierFile;
import io.batpak.core.frontier.FenceLedger;
import io.batpak.core.frontier.Visibility;
import io.batpak.core.frontier.Watermarks;
import io.batpak.core.index.Chain;
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
import org.junit.jupiter.api.Test;

/**
 * The last revision of a chain, 2^32 - 1, is used once (W-034). A writer is put together by hand, over an index in which
 * the chain has come that far: four thousand million appends would take too long.
 */
class RevisionLimitTest {
    private static final long LAST = 0xffff_ffffL;

    private final FakeClock clock = new FakeClock();
    private final SeededRandom random = new SeededRandom(1);
    private final Sha256Provider hash = new Sha256Provider();
    private final EventIndex index = new EventIndex();
    private final WriterRole role = new WriterRole();
    private final StoreConfig config = Requests.config(new MemoryFileSystem()).build();
    private final Appender appender = new Appender(config, hash, null, new Uuid7(clock, random), index);
    private final Writer writer = writer();

    private Writer writer() {
        UUID lineage = new UUID(1, 2);
        StoreMeta meta = new StoreMeta(lineage, new UUID(3, 4), 0, 1 << 20, 0, "sha-256", "raw", 0, List.of());
        Segments segments = new Segments();
        try {
            StoreDirectory directory = new MemoryFileSystem().open(Requests.DIRECTORY, StoreAccess.READ_WRITE);
            FrontierFile frontier = FrontierFile.open(directory, lineage, meta.token(), List.of());
            SegmentRoll roll = new SegmentRoll(new SegmentRoll.Surroundings(directory, meta, hash, random, segments,
                    new Catalogue(directory, meta, List.of(), 0), frontier, StoreAccess.READ_WRITE,
                    CommitSteps.NONE), 0, null);
            Watermarks watermarks = new Watermarks(0, Visibility.ofAll(0), new TreeMap<>(), clock);
            WriterState state = new WriterState(watermarks);
            return new Writer(new Writer.Surroundings(lineage, role, state, index, new FenceLedger(), segments,
                    watermarks, () -> {}, roll,
                    frontier, clock, hash, ForceMode.DATA, KeyRetention.standard(), CommitSteps.NONE));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void bringTo(String entity, long revision) {
        Chain chain = index.chain(entity, 0);
        index.restore(chain, revision, 0);
        chain.recomputed(new byte[32]);
    }

    private List<Long> append(AppendRequest... requests) {
        EventTails tails = new EventTails();
        UUID batch = requests.length == 1 ? null : appender.newUnitId();
        PreparedEvent[] events = batch == null ? new PreparedEvent[] {appender.prepare(requests[0], tails)}
                : appender.prepareBatch(List.of(requests), batch, tails);
        AppendCommand command = new AppendCommand(events, tails.bytes(), batch, null, Durability.DURABLE, null);
        role.acquire();
        writer.commit(List.of(command));
        role.release();
        return command.receipts().stream().map(r -> r.revision()).toList();
    }

    private void requireExhausted(AppendRequest... requests) {
        long before = index.count();
        var refusal = catchThrowableOfType(AppendRejectedException.class, () -> append(requests));
        assertThat(refusal.code()).isEqualTo(ErrorCode.REVISION_EXHAUSTED);
        assertThat(refusal).hasMessageContaining("order:1");
        assertThat(index.count()).isEqualTo(before);
    }

    @Test // W-034
    void lastRevision_isUsedOnce_andOtherChainsGoOn() {
        AppendRequest event = Requests.event("p");
        bringTo("order:1", LAST - 2);
        assertThat(append(event)).containsExactly(LAST - 1);
        requireExhausted(event, event);
        assertThat(append(event)).containsExactly(LAST);
        requireExhausted(event);
        requireExhausted(event, Requests.event(Coordinate.of("order:2", "shop"), "p"));
        assertThat(append(event.with(AppendOptions.builder().lane(Lane.of(1)).build()))).containsExactly(0L);
        assertThat(append(Requests.event(Coordinate.of("order:2", "shop"), "p"))).containsExactly(0L);
    }

    @Test // W-034
    void batch_thatEndsWithTheLastRevision_isTaken() {
        AppendRequest event = Requests.event("p");
        AppendRequest other = Requests.event(Coordinate.of("order:2", "shop"), "p");
        bringTo("order:1", LAST - 2);
        assertThat(append(other, event, other, event, other)).containsExactly(0L, LAST - 1, 1L, LAST, 2L);
        requireExhausted(other, event);
    }
}
