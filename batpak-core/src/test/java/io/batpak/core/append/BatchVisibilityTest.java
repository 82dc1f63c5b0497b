package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.Event;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Region;
import io.batpak.api.read.PageRequest;
import io.batpak.testkit.MemoryFileSystem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Readers beside a writer of batches: none ever sees a part of one, and all ways to an event agree about it. Each payload
 * says its place in its batch and how many there are.
 */
@Timeout(60)
class BatchVisibilityTest {
    private static final int BATCHES = 1_500;

    private volatile boolean done;

    @Test // W-022, W-040, W-057
    void readers_seeWholeBatchesAlone_byEveryWay() throws Exception {
        try (Store store = Store
                .open(Requests.config(new MemoryFileSystem()).segmentMaxBytes(65_536).build());
                ExecutorService readers = Executors.newFixedThreadPool(2)) {
            store.append(Requests.event("0/1"));
            Future<Integer> pages = readers.submit(() -> readWhile(store, BatchVisibilityTest::requireWholePages));
            Future<Integer> chains = readers.submit(() -> readWhile(store, BatchVisibilityTest::requireSameByAllWays));
            int events = 1;
            for (int i = 0; i < BATCHES; i++) {
                events += store.appendBatch(batch(1 + i % 5)).size();
            }
            done = true;
            assertThat(pages.get()).isPositive();
            assertThat(chains.get()).isPositive();
            assertThat(store.stream(Region.all(), 0).count()).isEqualTo(events);
        }
    }

    private static List<AppendRequest> batch(int size) {
        List<AppendRequest> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(Requests.written(Requests.event(Coordinate.of("entity " + i, "s"), i + "/" + size)));
        }
        return items;
    }

    private interface Look {
        void at(Store store);
    }

    private int readWhile(Store store, Look look) {
        int looks = 0;
        while (!done) {
            look.at(store);
            looks++;
        }
        return looks;
    }

    private static void requireWholePages(Store store) {
        requireEndOfBatch(store.page(Region.all(), PageRequest.newest(3)).events().getFirst());
        long visible = store.frontier().visible();
        requireEndOfBatch(store.at(visible - 1).orElseThrow());
        List<Event> rest = store.stream(Region.all(), visible - 1).toList();
        requireEndOfBatch(rest.getLast());
    }

    private static void requireEndOfBatch(Event event) {
        String[] place = new String(event.payload().toArray(), StandardCharsets.UTF_8).split("/");
        assertThat(Integer.parseInt(place[0]) + 1).as("last of its batch: %s", event).isEqualTo(
                Integer.parseInt(place[1]));
    }

    private static void requireSameByAllWays(Store store) {
        Event newest = store.page(Region.all(), PageRequest.newest(1)).events().getFirst();
        assertThat(store.get(newest.id())).contains(newest);
        assertThat(store.at(newest.sequence())).contains(newest);
        String entity = newest.coordinate().entity();
        assertThat(store.latest(entity, Lane.MAIN).orElseThrow().revision()).isGreaterThanOrEqualTo(newest.revision());
        assertThat(store.page(Region.ofEntity(entity), new PageRequest(PageRequest.Direction.BACKWARDS,
                newest.sequence(), 1)).events()).containsExactly(newest);
        assertThat(store.frontier().visible()).isGreaterThan(newest.sequence());
    }
}
