package io.batpak.core.read;

import io.batpak.api.event.Region;
import io.batpak.api.read.PageRequest.Direction;
import io.batpak.core.frontier.Visibility;
import io.batpak.core.index.EntityChains;
import io.batpak.core.index.EventIndex;
import java.util.Comparator;
import java.util.PriorityQueue;

/** The sequences that may belong to a region, in order; -1 at the end. For one thread at a time. */
interface Candidates {
    long next();

    /** Returns the candidates from {@code start} on, in a direction, that are visible. */
    static Candidates of(EventIndex index, Region region, Visibility visible, long start, Direction direction) {
        boolean gaps = index.lastSkipped() >= 0; // then an event that cannot be read may belong to any entity
        if (region.entity().isPresent() && !gaps) {
            return index.entity(region.entity().get())
                    .map(e -> ofEntity(index, e, visible, start, direction))
                    .orElse(() -> -1);
        }
        if (region.tree().isPresent() || region.entity().isPresent()) {
            return merged(index, region, visible, start, direction);
        }
        return direction == Direction.FORWARDS ? ascending(visible, start) : descending(visible, start);
    }

    private static Candidates ascending(Visibility visible, long start) {
        long[] next = {start};
        return () -> {
            long sequence = visible.ascend(next[0]);
            next[0] = sequence < 0 ? next[0] : sequence + 1;
            return sequence;
        };
    }

    private static Candidates descending(Visibility visible, long start) {
        long[] next = {start};
        return () -> {
            long sequence = visible.descend(next[0]);
            next[0] = sequence - 1;
            return Math.max(sequence, -1);
        };
    }

    /** Returns the places of events that cannot be read. */
    private static Candidates gaps(EventIndex index, Visibility visible, long start, Direction direction) {
        Candidates all = direction == Direction.FORWARDS ? ascending(visible, start) : descending(visible, start);
        return () -> {
            long sequence = all.next();
            while (sequence >= 0 && index.offset(sequence) != 0) {
                sequence = all.next();
            }
            return sequence;
        };
    }

    private static Candidates ofEntity(
            EventIndex index, EntityChains entity, Visibility visible, long start, Direction direction) {
        return direction == Direction.FORWARDS
                ? entityAscending(index, entity, visible, start)
                : entityDescending(index, entity, visible, start);
    }

    private static Candidates entityAscending(EventIndex index, EntityChains entity, Visibility visible, long start) {
        long[] at = {entity.first()};
        return () -> {
            while (at[0] >= 0 && at[0] < visible.bound()) {
                long current = at[0];
                long next = index.nextOfEntity(current);
                at[0] = next == 0 ? -1 : next;
                if (current >= start && visible.shows(current)) {
                    return current;
                }
            }
            return -1;
        };
    }

    private static Candidates entityDescending(EventIndex index, EntityChains entity, Visibility visible, long start) {
        long[] at = {entity.newest()};
        return () -> {
            while (at[0] >= 0) {
                long current = at[0];
                at[0] = index.previousOfEntity(current);
                if (current <= start && visible.shows(current)) {
                    return current;
                }
            }
            return -1;
        };
    }

    private static Candidates merged(EventIndex index, Region region, Visibility visible, long start,
            Direction direction) {
        Comparator<Head> order = Comparator.comparingLong(Head::sequence);
        PriorityQueue<Head> heads = new PriorityQueue<>(direction == Direction.FORWARDS ? order : order.reversed());
        for (EntityChains entity : index.entities()) {
            if (region.matchesEntity(entity.name())) {
                push(heads, ofEntity(index, entity, visible, start, direction));
            }
        }
        if (index.lastSkipped() >= 0) {
            push(heads, gaps(index, visible, start, direction));
        }
        return () -> {
            Head head = heads.poll();
            if (head == null) {
                return -1;
            }
            push(heads, head.rest);
            return head.sequence;
        };
    }

    private static void push(PriorityQueue<Head> heads, Candidates rest) {
        long sequence = rest.next();
        if (sequence >= 0) {
            heads.add(new Head(sequence, rest));
        }
    }

    /**
     * The next candidate of one entity.
     *
     * @param sequence the candidate
     * @param rest what comes after it
     */
    record Head(long sequence, Candidates rest) {}
}
