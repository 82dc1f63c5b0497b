package io.batpak.core.index;

import java.util.function.LongPredicate;

/**
 * From the hash of a 128-bit id to the sequences that may have it. Sharded, so that growing never takes long; one
 * thread writes, others read what was published to them since.
 */
final class HashIndex {
    private static final int SHARD_BITS = 8;
    private static final int FIRST_SIZE = 16;

    private final Shard[] shards = new Shard[1 << SHARD_BITS];
    private long count;

    HashIndex() {
        for (int i = 0; i < shards.length; i++) {
            shards[i] = new Shard();
        }
    }

    void add(long high, long low, long sequence) {
        long hash = mix(high, low);
        shards[(int) (hash >>> 64 - SHARD_BITS)].add((int) hash, (int) sequence);
        count++;
    }

    /** Returns how many there are. */
    long count() {
        return count;
    }

    /** Forgets all sequences below a floor. */
    void forgetBelow(long floor) {
        count = 0;
        for (Shard shard : shards) {
            shard.forgetBelow(floor);
            count += shard.count;
        }
    }

    /** Returns the first sequence with this id that the predicate accepts; -1 if there is none. */
    long find(long high, long low, LongPredicate accept) {
        long hash = mix(high, low);
        return shards[(int) (hash >>> 64 - SHARD_BITS)].find((int) hash, accept);
    }

    private static long mix(long high, long low) {
        long h = (high ^ Long.rotateLeft(low, 32)) * 0x9e3779b97f4a7c15L + low;
        h = (h ^ h >>> 32) * 0xd6e8feb86659fd93L;
        return h ^ h >>> 29;
    }

    /** Open addressing; a slot is hash ‖ sequence + 1, an empty one 0. */
    private static final class Shard {
        private volatile long[] slots = new long[FIRST_SIZE];
        private int count;

        void add(int hash, int sequence) {
            long[] current = slots;
            if (count * 4 >= current.length * 3) {
                long[] larger = new long[current.length * 2];
                for (long slot : current) {
                    if (slot != 0) {
                        put(larger, slot);
                    }
                }
                slots = larger;
                current = larger;
            }
            put(current, (long) hash << 32 | sequence + 1 & 0xffff_ffffL);
            count++;
        }

        void forgetBelow(long floor) {
            long[] current = slots;
            long[] rest = new long[current.length];
            int kept = 0;
            for (long slot : current) {
                if (slot != 0 && (slot & 0xffff_ffffL) - 1 >= floor) {
                    put(rest, slot);
                    kept++;
                }
            }
            slots = rest;
            count = kept;
        }

        private static void put(long[] slots, long slot) {
            int i = (int) (slot >>> 32) & slots.length - 1;
            while (slots[i] != 0) {
                i = i + 1 & slots.length - 1;
            }
            slots[i] = slot;
        }

        long find(int hash, LongPredicate accept) {
            long[] current = slots;
            for (int i = hash & current.length - 1; current[i] != 0; i = i + 1 & current.length - 1) {
                long slot = current[i];
                if ((int) (slot >>> 32) == hash && accept.test((slot & 0xffff_ffffL) - 1)) {
                    return (slot & 0xffff_ffffL) - 1;
                }
            }
            return -1;
        }
    }
}
