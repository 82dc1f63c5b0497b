package io.batpak.core.index;

import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.StorageException;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;

/**
 * Finds events by sequence, id, key and entity. The holder of the writer role adds; readers may use what is below the
 * visible bound that they read before.
 */
public final class EventIndex {
    private final IntColumn places = new IntColumn();
    private final IntColumn next = new IntColumn();
    private final IntColumn previous = new IntColumn();
    private final IdIndex ids = new IdIndex();
    private final KeyIndex keys = new KeyIndex();
    private final ConcurrentHashMap<String, EntityChains> entities = new ConcurrentHashMap<>();
    private long count;
    private volatile long lastSkipped = -1;
    private boolean usesLanes;

    /** Returns how many events were added. */
    public long count() {
        return count;
    }

    /** Adds the event whose sequence is {@link #count}. */
    public void add(Chain chain, long offset, long idHigh, long idLow) {
        if (count >= Integer.MAX_VALUE) {
            throw new StorageException(
                    ErrorCode.STORAGE_FAILED,
                    "The index in the heap holds at most 2147483647 events. Start a new store.",
                    new IOException("index full"),
                    true);
        }
        int sequence = (int) count;
        EntityChains entity = chain.entity();
        places.set(sequence, (int) (offset >>> 3));
        next.set(sequence, 0);
        previous.set(sequence, entity.last() + 1);
        if (entity.last() >= 0) {
            next.set(entity.last(), sequence);
        }
        entity.append(sequence);
        chain.moveHead(sequence);
        ids.add(idHigh, idLow);
        count++;
    }

    /** Leaves out the event whose sequence is {@link #count}: it cannot be read (damaged stores, opened for reading). */
    public void skip() {
        places.set((int) count, 0);
        next.set((int) count, 0);
        previous.set((int) count, 0);
        ids.skip();
        lastSkipped = count++;
    }

    /** Leaves out an event that was added: whether it can be seen is not known (damaged stores, opened for reading). */
    public void lose(long sequence) {
        places.set((int) sequence, 0);
        lastSkipped = Math.max(lastSkipped, sequence);
    }

    /** Returns the newest event that was left out; -1 if none was. What it was, and whose, nobody can tell. */
    public long lastSkipped() {
        return lastSkipped;
    }

    /** Adds the idempotency key of an event. */
    public void addKey(long high, long low, long sequence) {
        keys.add(high, low, sequence);
    }

    /** Returns how many keys are known. */
    public long keyCount() {
        return keys.count();
    }

    /** Forgets the keys of events below a sequence. */
    public void forgetKeysBelow(long sequence) {
        keys.forgetBelow(sequence);
    }

    /** Moves a chain's head to an event read from the log. */
    public void restore(Chain chain, long revision, long time) {
        chain.restore(revision, time);
    }

    /** Returns where the frame of an event lies in its segment; 0 if the event cannot be read. */
    public long offset(long sequence) {
        return (places.get((int) sequence) & 0xffff_ffffL) << 3;
    }

    /** Returns the next event of the same entity after this one; 0 if there is none yet. */
    public long nextOfEntity(long sequence) {
        return next.get((int) sequence);
    }

    /** Returns the previous event of the same entity; -1 if there is none. */
    public long previousOfEntity(long sequence) {
        return previous.get((int) sequence) - 1L;
    }

    /** Returns the event with this id that the predicate accepts; -1 if there is none. */
    public long byId(long high, long low, LongPredicate accept) {
        return ids.find(high, low, accept);
    }

    /** Returns the event with this key that the predicate accepts; -1 if there is none. */
    public long byKey(long high, long low, LongPredicate accept) {
        return keys.find(high, low, accept);
    }

    /** Returns an entity, if it has ever been named. */
    public Optional<EntityChains> entity(String name) {
        return Optional.ofNullable(entities.get(name));
    }

    /** Returns all entities. */
    public Collection<EntityChains> entities() {
        return entities.values();
    }

    /** Returns the chain of (entity, lane) if it has begun. For any thread. */
    public Optional<Chain> knownChain(String entity, long lane) {
        EntityChains known = entities.get(entity);
        return known == null ? Optional.empty() : known.chain(lane);
    }

    /** Returns the chain of (entity, lane), begun now if it has not been. */
    public Chain chain(String entity, long lane) {
        usesLanes |= lane != 0;
        EntityChains known = entities.get(entity);
        if (known == null) {
            known = new EntityChains(entity);
            entities.put(entity, known);
        }
        return known.chainOrNew(lane);
    }

    /**
     * Returns one more than the newest sequence of each lane; nothing while only lane 0 was ever used. For the thread that
     * adds.
     */
    public SortedMap<Long, Long> laneBounds() {
        SortedMap<Long, Long> bounds = new TreeMap<>();
        if (usesLanes) {
            entities.values().forEach(entity -> entity.raise(bounds));
        }
        return bounds;
    }
}
