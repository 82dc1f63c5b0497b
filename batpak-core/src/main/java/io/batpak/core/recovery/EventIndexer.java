package io.batpak.core.recovery;

import io.batpak.api.event.IdempotencyKey;
import io.batpak.core.index.Chain;
import io.batpak.core.index.EventIndex;
import io.batpak.core.segment.EventFrame;
import io.batpak.core.segment.FrameFormat;
import io.batpak.core.segment.SegmentScan;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns frames into index entries, unit by unit: a single event at once, the events of a batch when its COMMIT is met
 * (BATCH-01, BATCH-03).
 */
final class EventIndexer {
    /** An event of a batch whose COMMIT was not met yet. */
    private record Staged(
            String entity, long lane, long revision, long time, long offset, long idHigh, long idLow,
            @Nullable IdempotencyKey key) {}

    private final EventIndex index;
    private final List<Staged> staged = new ArrayList<>();
    private @Nullable UUID batch;
    private long batchCount;

    EventIndexer(EventIndex index) {
        this.index = index;
    }

    /** Returns true between units: no batch is open. */
    boolean isBetweenUnits() {
        return batch == null;
    }

    /** Takes the current frame of a scan; returns false if it cannot follow what came before. */
    boolean accept(SegmentScan scan) {
        return switch (scan.type()) {
            case FrameFormat.EVENT -> {
                UUID open = batch;
                yield open == null ? acceptSingle(scan) : acceptMember(scan, open);
            }
            case FrameFormat.BEGIN -> begin(scan);
            case FrameFormat.COMMIT -> commit(scan);
            default -> false;
        };
    }

    private boolean acceptSingle(SegmentScan scan) {
        EventFrame event = scan.event();
        if (event.options().batch() != null || event.sequence() != index.count()) {
            return false;
        }
        return add(stage(event, scan.offset()));
    }

    private boolean acceptMember(SegmentScan scan, UUID open) {
        EventFrame event = scan.event();
        boolean follows = open.equals(event.options().batch())
                && event.options().batchIndex() == staged.size()
                && staged.size() < batchCount
                && event.sequence() == index.count() + staged.size();
        if (follows) {
            staged.add(stage(event, scan.offset()));
        }
        return follows;
    }

    private boolean begin(SegmentScan scan) {
        if (batch != null
                || scan.sequence() != index.count()
                || scan.batchCount() < 1
                || scan.batchCount() > FrameFormat.BATCH_MAX_COUNT) {
            return false;
        }
        batch = scan.batch();
        batchCount = scan.batchCount();
        return true;
    }

    private boolean commit(SegmentScan scan) {
        if (batch == null
                || !batch.equals(scan.batch())
                || scan.batchCount() != batchCount
                || staged.size() != batchCount
                || scan.sequence() != index.count()) {
            return false;
        }
        boolean added = true;
        for (Staged event : staged) {
            added &= add(event);
        }
        discard();
        return added;
    }

    /** Forgets an open batch: its COMMIT does not come. */
    void discard() {
        staged.clear();
        batch = null;
    }

    private static Staged stage(EventFrame event, long offset) {
        return new Staged(
                event.entity(),
                event.lane(),
                event.revision(),
                event.time(),
                offset,
                event.idHigh(),
                event.idLow(),
                event.options().key());
    }

    private boolean add(Staged event) {
        Chain chain = index.chain(event.entity, event.lane);
        boolean follows = event.revision == chain.revision() + 1;
        put(chain, event);
        return follows;
    }

    /** Adds an event although what came before it may be missing: for damaged stores that are only read. */
    void addLoose(EventFrame event, long offset) {
        Staged only = stage(event, offset);
        put(index.chain(only.entity, only.lane), only);
    }

    private void put(Chain chain, Staged event) {
        long sequence = index.count();
        index.add(chain, event.offset, event.idHigh, event.idLow);
        index.restore(chain, event.revision, event.time);
        if (event.key != null) {
            index.addKey(event.key.high(), event.key.low(), sequence);
        }
    }
}
