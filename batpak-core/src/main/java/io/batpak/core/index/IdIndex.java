package io.batpak.core.index;

import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * From event ids to sequences. Ids are UUIDv7, so those of neighbouring events are neighbours in time: each block of
 * 65,536 events has a small table of its own, which stays in the processor's cache while it fills up and never grows, and
 * a look-up asks only the blocks whose span of time the id falls into. One thread writes; others read what was published
 * to them since.
 */
final class IdIndex {
    private static final int BLOCK_BITS = 16;
    private static final int BLOCK = 1 << BLOCK_BITS;
    private static final int SLOTS = BLOCK * 2;
    private static final int TIME_SHIFT = 16; // the upper 48 bits of a UUIDv7 are milliseconds

    private volatile Block[] blocks = new Block[0];
    private long count;

    /** Adds the id of the next event. */
    void add(long high, long low) {
        block().add((int) count & BLOCK - 1, high, low);
        count++;
    }

    /** Passes over the next event: its id is not known. */
    void skip() {
        block();
        count++;
    }

    private Block block() {
        int block = (int) (count >>> BLOCK_BITS);
        if (block == blocks.length) {
            Block[] more = Arrays.copyOf(blocks, block + 1);
            more[block] = new Block();
            blocks = more;
        }
        return blocks[block];
    }

    /** Returns the first sequence with this id that the predicate accepts; -1 if there is none. */
    long find(long high, long low, LongPredicate accept) {
        Block[] all = blocks;
        long time = high >>> TIME_SHIFT;
        for (int i = all.length - 1; i >= 0; i--) {
            if (time >= all[i].earliest && time <= all[i].latest) {
                long sequence = all[i].find((long) i << BLOCK_BITS, high, low, accept);
                if (sequence >= 0) {
                    return sequence;
                }
            }
        }
        return -1;
    }

    private static int hash(long high, long low) {
        long h = (high ^ Long.rotateLeft(low, 32)) * 0x9e3779b97f4a7c15L + low;
        return (int) (h ^ h >>> 32);
    }

    /** Open addressing; a slot is the event's place in the block, from 1 on, modulo 65,536, an empty one is unused. */
    private static final class Block {
        private final char[] slots = new char[SLOTS];
        private final int[] hashes = new int[BLOCK];
        private volatile long earliest = Long.MAX_VALUE;
        private volatile long latest = Long.MIN_VALUE;

        void add(int place, long high, long low) {
            int hash = hash(high, low);
            hashes[place] = hash;
            widen(high >>> TIME_SHIFT);
            if (place == BLOCK - 1) {
                return; // its number does not fit into a slot: found by its hash alone
            }
            int i = hash & SLOTS - 1;
            while (slots[i] != 0) {
                i = i + 1 & SLOTS - 1;
            }
            slots[i] = (char) (place + 1);
        }

        private void widen(long time) {
            if (time < earliest) {
                earliest = time;
            }
            if (time > latest) {
                latest = time;
            }
        }

        long find(long base, long high, long low, LongPredicate accept) {
            int hash = hash(high, low);
            for (int i = hash & SLOTS - 1; slots[i] != 0; i = i + 1 & SLOTS - 1) {
                int place = slots[i] - 1;
                if (hashes[place] == hash && accept.test(base + place)) {
                    return base + place;
                }
            }
            return hashes[BLOCK - 1] == hash && accept.test(base + BLOCK - 1) ? base + BLOCK - 1 : -1;
        }
    }
}
