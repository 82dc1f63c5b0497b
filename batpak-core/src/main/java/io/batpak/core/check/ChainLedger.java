package io.batpak.core.check;

import io.batpak.api.error.ErrorCode;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.Hash;
import io.batpak.api.spi.HashProvider;
import io.batpak.api.spi.HashProvider.Hasher;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Follows the chain of every (entity, lane): revisions, times and links, all computed anew (D-25). Where events were
 * lost, a chain may skip as many revisions, and goes on from the previous link that is stored.
 */
final class ChainLedger {
    private static final byte[] RESERVED = Coordinate.RESERVED_PREFIX.getBytes(StandardCharsets.UTF_8);

    private final byte[] lineage;
    private final Hasher hasher;
    private final LogOrder order;
    private final Findings findings;
    private final Map<Key, Chain> chains = new HashMap<>();
    private final Key probe = new Key();
    private final byte[] content = new byte[Hash.LENGTH];
    private final byte[] link = new byte[1 + 2 * Hash.LENGTH + 24];
    private final byte[] genesis = new byte[21];
    private final byte[] one = {1};
    private boolean users;
    private long usersChains;

    /** One chain, up to its newest event. */
    private static final class Chain {
        private final byte[] link = new byte[Hash.LENGTH];
        private long revision = -1;
        private long time;
        private long lostBefore;
        private String file = "";
        private long offset;
    }

    /** An entity and a lane. The one that is used to look up points into a frame, those in the map have their own bytes. */
    private static final class Key {
        private byte[] bytes = {};
        private int from;
        private int length;
        private int lane;
        private int hash;

        void turnTo(FrameView frame, EventView event) {
            bytes = frame.bytes();
            from = frame.at() + EventView.NAMES;
            length = event.entityLength();
            lane = frame.int32(40);
            hash = lane;
            for (int i = from; i < from + length; i++) {
                hash = 31 * hash + bytes[i];
            }
        }

        Key copy() {
            Key copy = new Key();
            copy.bytes = Arrays.copyOfRange(bytes, from, from + length);
            copy.length = length;
            copy.lane = lane;
            copy.hash = hash;
            return copy;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && hash == that.hash && lane == that.lane
                    && Arrays.equals(bytes, from, from + length, that.bytes, that.from, that.from + that.length);
        }
    }

    ChainLedger(byte[] lineage, HashProvider hash, LogOrder order, Findings findings) {
        this.lineage = lineage;
        this.hasher = hash.newHasher();
        this.order = order;
        this.findings = findings;
    }

    /** Takes the next event. */
    void take(String file, FrameView frame, EventView event) {
        probe.turnTo(frame, event);
        Chain chain = chains.get(probe);
        users = !Arrays.equals(probe.bytes, probe.from, probe.from + Math.min(probe.length, RESERVED.length), RESERVED,
                0,
                RESERVED.length);
        if (chain == null) {
            chain = new Chain();
            chains.put(probe.copy(), chain);
            usersChains += users ? 1 : 0;
            hashGenesis(chain, frame, event);
            chain.file = file;
            chain.offset = frame.offset();
        }
        compare(chain, file, frame);
        hashLink(frame, event);
        hasher.update(link, 0, link.length).digest(chain.link, 0);
        System.arraycopy(chain.link, 0, content, 0, Hash.LENGTH);
        chain.revision = revision(frame);
        chain.time = frame.int64(28);
        chain.lostBefore = order.lost();
        chain.file = file;
        chain.offset = frame.offset();
    }

    private void compare(Chain chain, String file, FrameView frame) {
        long skipped = revision(frame) - chain.revision - 1;
        if (skipped < 0 || skipped > order.lost() - chain.lostBefore) {
            findings.damage(ErrorCode.CHAIN_BROKEN, file, frame.offset(), frame.sequence(),
                    "its revision is " + revision(frame) + ", and " + (chain.revision + 1)
                            + " comes next in its chain");
        } else if (skipped == 0 && !Arrays.equals(
                chain.link, 0, Hash.LENGTH, frame.bytes(), frame.at() + 44, frame.at() + 44 + Hash.LENGTH)) {
            // Either of the two may have been changed: the earlier one is at or before the damage.
            findings.damage(ErrorCode.CHAIN_BROKEN, chain.file, chain.offset, Findings.UNKNOWN,
                    chain.revision < 0
                            ? "the first event of a chain has another previous link than its entity and lane give"
                            : "the event here and the next of its chain, event " + frame.sequence() + " in " + file
                                    + " at " + frame.offset() + ", are not linked");
        }
        if (frame.int64(28) < chain.time) {
            findings.damage(ErrorCode.CHAIN_BROKEN, file, frame.offset(), frame.sequence(),
                    "its time is before that of the event before it in its chain");
        }
    }

    private static long revision(FrameView frame) {
        return Integer.toUnsignedLong(frame.int32(36));
    }

    private void hashGenesis(Chain chain, FrameView frame, EventView event) {
        genesis[0] = 3;
        System.arraycopy(lineage, 0, genesis, 1, lineage.length);
        RawBytes.put32(genesis, 17, frame.int32(40));
        hasher.update(genesis, 0, genesis.length)
                .update(frame.bytes(), frame.at() + EventView.NAMES, event.entityLength())
                .digest(chain.link, 0);
    }

    /** Lays out what an event's link is the hash of: previous link, body, sequence, revision, lane and time. */
    private void hashLink(FrameView frame, EventView event) {
        byte[] b = frame.bytes();
        int at = frame.at();
        int payload = at + event.payload();
        int callersPart = at + EventView.CALLERS_PART;
        hasher.update(b, payload, at + frame.length() - frame.padding() - payload).digest(content, 0);
        link[0] = 2;
        System.arraycopy(b, at + 44, link, 1, Hash.LENGTH);
        hasher.update(one, 0, 1)
                .update(b, callersPart, payload - callersPart)
                .update(content, 0, Hash.LENGTH)
                .digest(link, 1 + Hash.LENGTH);
        int tail = 1 + 2 * Hash.LENGTH;
        System.arraycopy(b, at + 20, link, tail, 8);
        System.arraycopy(b, at + 36, link, tail + 8, 8);
        System.arraycopy(b, at + 28, link, tail + 16, 8);
    }

    /** Adds the link of the event that was taken last to a batch's digest. */
    void addLink(Hasher digest) {
        digest.update(content, 0, Hash.LENGTH);
    }

    /** Returns true if a user wrote the event that was taken last. */
    boolean isUsers() {
        return users;
    }

    /** Returns how many chains users' events form. */
    long usersChains() {
        return usersChains;
    }
}
