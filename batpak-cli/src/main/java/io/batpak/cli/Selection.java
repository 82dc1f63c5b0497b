package io.batpak.cli;

import io.batpak.api.StoreReader;
import io.batpak.api.error.CorruptionException;
import io.batpak.api.event.Event;
import io.batpak.api.event.Region;
import io.batpak.api.read.Page;
import io.batpak.api.read.PageRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Walks through the events of a region, always in commit order. */
final class Selection {
    private static final int PAGE_COUNT = 1000;
    private static final int REMEMBERED_MAX_COUNT = 4 * PAGE_COUNT;

    private final StoreReader reader;
    private final Region region;

    Selection(StoreReader reader, Region region) {
        this.reader = reader;
        this.region = region;
    }

    /** Visits up to {@code limit} events from a sequence on; those before a damaged one come before the failure. */
    void forEach(long from, long limit, Consumer<Event> visitor) {
        if (limit == 0) {
            return;
        }
        try (Stream<Event> events = reader.stream(region, from)) {
            Iterator<Event> next = events.iterator();
            for (long left = limit; left > 0 && next.hasNext(); left--) {
                visitor.accept(next.next());
            }
        }
    }

    /** Visits up to {@code limit} of the {@code count} newest events from a sequence on. */
    void forEachOfNewest(long count, long from, long limit, Consumer<Event> visitor) {
        if (count == 0 || limit == 0) {
            return;
        }
        List<Event> newest = new ArrayList<>();
        long oldest;
        try {
            oldest = oldestOfNewest(count, from, newest);
        } catch (CorruptionException e) {
            // Going backwards meets the damage first. Going forwards finds what is sound before it.
            forEachBeforeDamage(count, from, limit, visitor);
            throw e;
        }
        if (newest.isEmpty()) {
            forEach(oldest, limit, visitor);
        } else {
            newest.reversed().stream().limit(limit).forEach(visitor);
        }
    }

    /**
     * Returns the sequence of the oldest of the newest events. Few events are kept in {@code newest}, newest first;
     * many are to be read again, so that memory does not grow with their number.
     */
    private long oldestOfNewest(long count, long from, List<Event> newest) {
        long oldest = Long.MAX_VALUE;
        long left = count;
        boolean remember = count <= REMEMBERED_MAX_COUNT;
        Optional<PageRequest> next = Optional.of(PageRequest.newest(PAGE_COUNT));
        while (next.isPresent()) {
            Page page = reader.page(region, next.get());
            for (Event event : page.events()) {
                if (left == 0 || event.sequence() < from) {
                    return oldest;
                }
                oldest = event.sequence();
                left--;
                if (remember) {
                    newest.add(event);
                }
            }
            next = left == 0 ? Optional.empty() : page.next();
        }
        return oldest;
    }

    private void forEachBeforeDamage(long count, long from, long limit, Consumer<Event> visitor) {
        Deque<Event> window = new ArrayDeque<>();
        try {
            forEach(from, Long.MAX_VALUE, event -> {
                if (window.size() >= Math.min(count, PageRequest.MAX_LIMIT)) {
                    window.removeFirst();
                }
                window.addLast(event);
            });
        } catch (CorruptionException e) {
            // as expected; the caller tells the one that it has
        }
        window.stream().limit(limit).forEach(visitor);
    }
}
