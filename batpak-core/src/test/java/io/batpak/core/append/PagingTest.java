package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.StoreReader;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Region;
import io.batpak.api.read.Page;
import io.batpak.api.read.PageRequest;
import io.batpak.api.read.PageRequest.Direction;
import io.batpak.testkit.MemoryFileSystem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pages of random regions, forwards and backwards, from both ends and from the middle, against a list in memory that is
 * searched from one end to the other (property test; a failure prints seed and query).
 */
class PagingTest {
    private static final String[] ENTITIES = {"a", "a:b", "a:b:c", "ab", "a:", "b", "batpak", "ä:ö"};
    private static final String[] SCOPES = {"x", "y"};
    private static final EventKind[] KINDS = {EventKind.DATA, EventKind.of(0x1, 1), EventKind.of(0x2, 0),
        EventKind.of(0xf, 0xfff)};
    private static final long[] LANES = {0, 1, Lane.MAX};
    private static final int QUERIES = 80;

    private final MemoryFileSystem files = new MemoryFileSystem();
    private final List<Event> model = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void pages_ofRandomRegions_equalAFilteredList(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int session = 0; session < 2; session++) {
            try (Store store = Store.open(Requests.config(files).segmentMaxBytes(65_536).build())) {
                appendAll(store, random);
                remember(store);
                for (int i = 0; i < QUERIES; i++) {
                    requireEqual(store, random, "seed " + seed + ", query " + i);
                }
            }
        }
        try (StoreReader reader = Store.openReadOnly(Requests.config(files).build())) {
            remember(reader);
            for (int i = 0; i < QUERIES; i++) {
                requireEqual(reader, random, "read-only, seed " + seed + ", query " + i);
            }
        }
    }

    private static void appendAll(Store store, SplittableRandom random) {
        for (int i = 0; i < 150; i++) {
            if (random.nextInt(4) == 0) {
                store.appendBatch(List.of(anyEvent(random), anyEvent(random), anyEvent(random)));
            } else {
                store.append(anyEvent(random));
            }
        }
    }

    private static AppendRequest anyEvent(SplittableRandom random) {
        Coordinate coordinate = Coordinate.of(ENTITIES[random.nextInt(ENTITIES.length)],
                SCOPES[random.nextInt(SCOPES.length)]);
        AppendOptions options = AppendOptions.builder().lane(Lane.of(LANES[random.nextInt(LANES.length)])).build();
        EventKind kind = KINDS[random.nextInt(KINDS.length)];
        return AppendRequest.ofBytes(coordinate, kind, Requests.bytes("p".repeat(random.nextInt(300)))).with(options);
    }

    private void remember(StoreReader store) {
        model.clear();
        LongStream.range(0, store.frontier().visible()).forEach(s -> model.add(store.at(s).orElseThrow())); // W-005
        assertThat(model).isSortedAccordingTo((a, b) -> Long.compare(a.sequence(), b.sequence()));
    }

    private static Region anyRegion(SplittableRandom random) {
        Region region = Region.all();
        if (random.nextInt(3) == 0) {
            region = region.inEntity(ENTITIES[random.nextInt(ENTITIES.length)]);
        } else if (random.nextBoolean()) {
            region = region.inTree(ENTITIES[random.nextInt(ENTITIES.length)]);
        }
        if (random.nextInt(4) == 0) {
            region = region.inScope(SCOPES[random.nextInt(SCOPES.length)]);
        }
        if (random.nextInt(4) == 0) {
            region = region.ofKind(KINDS[random.nextInt(KINDS.length)]);
        }
        if (random.nextInt(4) == 0) {
            region = region.ofCategory(random.nextInt(16));
        }
        if (random.nextInt(4) == 0) {
            region = region.onLane(Lane.of(LANES[random.nextInt(LANES.length)]));
        }
        return random.nextInt(4) == 0 ? region.withSystemEvents() : region;
    }

    private static boolean belongs(Region region, Event event) {
        String entity = event.coordinate().entity();
        return (region.includesSystemEvents() || !entity.startsWith("batpak:"))
                && region.entity().map(entity::equals).orElse(true)
                && region.tree().map(t -> (entity + ":").startsWith(t + ":")).orElse(true)
                && region.scope().map(event.coordinate().scope()::equals).orElse(true)
                && region.kind().map(event.kind()::equals).orElse(true)
                && (region.category().isEmpty() || region.category().getAsInt() == event.kind().code() >> 12)
                && region.lane().map(event.lane()::equals).orElse(true);
    }

    private void requireEqual(StoreReader store, SplittableRandom random, String about) {
        Region region = anyRegion(random);
        boolean forwards = random.nextBoolean();
        long start = switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> Long.MAX_VALUE;
            default -> random.nextLong(model.size() + 2);
        };
        int limit = 1 + random.nextInt(random.nextBoolean() ? 5 : 1000);
        List<Event> expected = model.stream()
                .filter(e -> belongs(region, e) && (forwards ? e.sequence() >= start : e.sequence() <= start))
                .collect(Collectors.toCollection(ArrayList::new));
        if (!forwards) {
            Collections.reverse(expected);
        }
        PageRequest first = new PageRequest(forwards ? Direction.FORWARDS : Direction.BACKWARDS, start, limit);
        String query = about + ": " + region + " " + first;
        assertThat(paged(store, region, first, query)).as(query).isEqualTo(expected);
        if (forwards) {
            assertThat(store.stream(region, start)).as(query).isEqualTo(expected);
        }
        requireLatest(store, random, about);
    }

    private static List<Event> paged(StoreReader store, Region region, PageRequest first, String about) {
        List<Event> events = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(first);
        while (next.isPresent()) {
            Page page = store.page(region, next.get());
            assertThat(page.events()).as(about).hasSizeLessThanOrEqualTo(first.limit());
            events.addAll(page.events());
            next = page.next();
        }
        return events;
    }

    private void requireLatest(StoreReader store, SplittableRandom random, String about) {
        String entity = ENTITIES[random.nextInt(ENTITIES.length)];
        Lane lane = Lane.of(LANES[random.nextInt(LANES.length)]);
        Optional<Event> expected = model.stream()
                .filter(e -> e.coordinate().entity().equals(entity) && e.lane().equals(lane))
                .reduce((older, newer) -> newer);
        assertThat(store.latest(entity, lane)).as(about).isEqualTo(expected);
    }
}
