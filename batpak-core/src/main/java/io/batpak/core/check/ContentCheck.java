package io.batpak.core.check;

import io.batpak.api.error.ErrorCode;
import io.batpak.api.event.Hash;
import io.batpak.api.spi.HashProvider;
import io.batpak.api.spi.HashProvider.Hasher;
import java.util.Arrays;

/** Checks what sound frames say: chains, digests of batches, ids; and counts events, by whole units. */
final class ContentCheck implements SegmentWalk.Visitor {
    private final LogOrder order;
    private final Findings findings;
    private final HashProvider hash;
    private final ChainLedger chains;
    private final IdSet ids = new IdSet();
    private final IdSet tokens = new IdSet();
    private final Hasher batch;
    private final byte[] digest = new byte[Hash.LENGTH];
    private String file = "";
    private long batchOffset;
    private final Tally taken = new Tally();
    private final Tally whole = new Tally();

    /** What was counted. */
    static final class Tally {
        /** Users' events. */
        long events;
        /** The store's own events. */
        long systemEvents;
        /** Events that no read returns, of both. */
        long hiddenEvents;
        /** Users' chains. */
        long chains;
        /** The sequence of the last event; -1 if there is none. */
        long lastSequence = -1;
        /** The sequence of the last event that is known to be forced; -1 if there is none. */
        long durableSequence = -1;
    }

    ContentCheck(byte[] lineage, HashProvider hash, LogOrder order, Findings findings) {
        this.hash = hash;
        this.order = order;
        this.findings = findings;
        this.chains = new ChainLedger(lineage, hash, order, findings);
        this.batch = hash.newHasher();
    }

    /** Turns to the next file. */
    void turnTo(String name) {
        file = name;
    }

    /** Returns a hasher for the digest of a segment's frames. */
    Hasher newHasher() {
        return hash.newHasher();
    }

    @Override
    public void frame(FrameView frame, EventView event) {
        switch (frame.type()) {
            case FrameView.EVENT -> event(frame, event);
            case FrameView.BEGIN -> {
                batchOffset = frame.offset();
                batch.digest(digest, 0);
                batch.update(new byte[] {5}, 0, 1);
            }
            case FrameView.COMMIT -> commit(frame);
            case FrameView.FENCE_BEGIN -> fence(frame);
            default -> {}
        }
    }

    private void event(FrameView frame, EventView event) {
        chains.take(file, frame, event);
        if (order.inBatch()) {
            chains.addLink(batch);
        }
        if (!ids.add(frame.int64(90), frame.int64(98))) {
            findings.damage(ErrorCode.CHAIN_BROKEN, file, frame.offset(), frame.sequence(),
                    "an event before it has the same id");
        }
        taken.events += chains.isUsers() ? 1 : 0;
        taken.systemEvents += chains.isUsers() ? 0 : 1;
        taken.lastSequence = frame.sequence();
    }

    private void commit(FrameView frame) {
        if (order.isBatchWhole()) {
            batch.digest(digest, 0);
            int stored = frame.at() + 48;
            if (!Arrays.equals(digest, 0, Hash.LENGTH, frame.bytes(), stored, stored + Hash.LENGTH)) {
                findings.damage(ErrorCode.CHAIN_BROKEN, file, batchOffset, Findings.UNKNOWN,
                        "the events of the batch are not those that were committed");
            }
        }
    }

    private void fence(FrameView frame) {
        if (!tokens.add(frame.int64(28), frame.int64(36))) {
            findings.damage(ErrorCode.CHAIN_BROKEN, file, frame.offset(), frame.sequence(),
                    "a fence before it has the same token");
        }
    }

    @Override
    public void unitEnds(boolean durable) {
        whole.events = taken.events;
        whole.systemEvents = taken.systemEvents;
        whole.hiddenEvents = order.hiddenEvents();
        whole.chains = chains.usersChains();
        whole.lastSequence = taken.lastSequence;
        if (durable) {
            whole.durableSequence = taken.lastSequence;
        }
    }

    /** Returns what whole units hold: what a batch without its COMMIT holds does not count. */
    Tally tally() {
        return whole;
    }
}
