package io.batpak.core.recovery;

import io.batpak.api.event.IdempotencyKey;
import io.batpak.core.frontier.FenceLedger;
import io.batpak.core.index.Chain;
import io.batpak.core.index.EventIndex;
import io.batpak.core.segment.EventFrame;
import io.batpak.core.segment.FrameFormat;
import io.batpak.core.segment.FrameOptions;
import io.batpak.core.segment.SegmentScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns frames into index entries, unit by unit: a single event at once, the events of a batch when its COMMIT is met
 * (BATCH-01, BATCH-03). Beside it the {@link FenceLedger} is kept: whatever is not of the open fence ends that (J-7).
 */
final class EventIndexer {
    /** An event of a batch whose COMMIT was not met yet. */
    private record Staged(
            String entity, long lane, long revision, long time, long offset, long idHigh, long idLow,
            @Nullable IdempotencyKey key, @Nullable UUID fence) {}

    private final EventIndex index;
    private final FenceLedger fences;
    private final List<Staged> staged = new ArrayList<>();
    private @Nullable UUID batch;
    private long batchCount;
    private boolean endUnknown; // something is missing since the open fence began

    EventIndexer(EventIndex index, FenceLedger fences) {
        this.index = index;
        this.fences = fences;
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
            case FrameFormat.FENCE_BEGIN -> beginFence(scan);
            case FrameFormat.FENCE_COMMIT, FrameFormat.FENCE_CANCEL -> endFence(scan);
            default -> false;
        };
    }

    private boolean beginFence(SegmentScan scan) {
        boolean follows = batch == null && scan.sequence() == index.count() && scan.fenceNext() == index.count();
        if (follows) {
            fences.begin(scan.fence(), index.count());
        }
        return follows;
    }

    private boolean endFence(SegmentScan scan) {
        boolean follows = batch == null && scan.fence().equals(fences.open()) && scan.sequence() == fences.first()
                && scan.fenceNext() == index.count();
        if (follows) {
            settleFence(scan);
        }
        return follows;
    }

    private void settleFence(SegmentScan scan) {
        if (scan.type() == FrameFormat.FENCE_COMMIT) {
            fences.commit();
        } else {
            fences.hide(index.count());
        }
    }

    /** Returns true if the event is of the open fence, or of none. */
    private boolean isAdmitted(FrameOptions options) {
        UUID fence = options.fence();
        return fence == null || fence.equals(fences.open());
    }

    private boolean acceptSingle(SegmentScan scan) {
        EventFrame event = scan.event();
        FrameOptions options = event.options();
        if (options.batch() != null || event.sequence() != index.count() || !isAdmitted(options)) {
            return false;
        }
        return add(stage(event, scan.offset()));
    }

    private boolean acceptMember(SegmentScan scan, UUID open) {
        EventFrame event = scan.event();
        FrameOptions options = event.options();
        boolean follows = open.equals(options.batch())
                && options.batchIndex() == staged.size()
                && isAdmitted(options)
                && (staged.isEmpty() || Objects.equals(staged.getFirst().fence, options.fence()))
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
                event.options().key(),
                event.options().fence());
    }

    private boolean add(Staged event) {
        if (event.fence == null) {
            fences.hide(index.count());
        }
        Chain chain = index.chain(event.entity, event.lane);
        boolean follows = event.revision == chain.revision() + 1;
        put(chain, event);
        return follows;
    }

    /** Adds an event although what came before it may be missing: for damaged stores that are only read. */
    void addLoose(EventFrame event, long offset) {
        Staged only = stage(event, offset);
        if (only.fence == null) {
            endFenceLoosely();
        } else if (!only.fence.equals(fences.open())) { // its FENCE BEGIN is missing
            endFenceLoosely();
            fences.begin(only.fence, index.count());
        }
        put(index.chain(only.entity, only.lane), only);
    }

    /** Takes a FENCE frame although what came before it may be missing, up to its sequences. */
    void addFenceLoosely(SegmentScan scan) {
        if (scan.type() == FrameFormat.FENCE_BEGIN) {
            endFenceLoosely();
            fences.begin(scan.fence(), index.count());
        } else if (scan.fence().equals(fences.open())) {
            settleFence(scan);
            endUnknown = false;
        }
    }

    /** Notes that frames are missing here. */
    void noteMissing() {
        endUnknown = fences.open() != null;
    }

    /** Ends a fence of which no end was met. If that may be among what is missing, its events are too: nobody knows. */
    private void endFenceLoosely() {
        if (endUnknown) {
            endUnknown = false;
            for (long sequence = fences.first(); sequence < index.count(); sequence++) {
                index.lose(sequence);
            }
            fences.commit();
        }
        fences.hide(index.count());
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
