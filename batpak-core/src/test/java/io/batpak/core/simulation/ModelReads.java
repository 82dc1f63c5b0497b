package io.batpak.core.simulation;

import io.batpak.api.StoreReader;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventId;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Region;
import io.batpak.api.event.Watermark;
import io.batpak.api.read.Frontier;
import io.batpak.api.read.LaneFrontier;
import io.batpak.api.read.Page;
import io.batpak.api.read.PageRequest;
import io.batpak.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks a store what can be read, and compares the answers with what the {@link StoreModel} holds. */
final class ModelReads {
    private final StoreModel model;
    private final FakeClock clock;

    ModelReads(StoreModel model, FakeClock clock) {
        this.model = model;
        this.clock = clock;
    }

    void get(StoreReader store, ModelEvent event) {
        requireIs(model.shows(event) ? event : null, store.get(event.id()));
    }

    void getUnknown(StoreReader store, EventId unknown) {
        requireIs(null, store.get(unknown));
    }

    void at(StoreReader store, long sequence) {
        ModelEvent event = sequence >= 0 && sequence < model.size() ? model.events().get((int) sequence) : null;
        requireIs(event != null && model.shows(event) ? event : null, store.at(sequence));
    }

    void latest(StoreReader store, String entity, Lane lane) {
        requireIs(model.latest(entity, lane.number()), store.latest(entity, lane));
    }

    private static void requireIs(@Nullable ModelEvent expected, Optional<Event> given) {
        StoreModel.same("there", expected != null, given.isPresent());
        if (expected != null) {
            expected.requireIs(given.orElseThrow());
        }
    }

    /** Reads a page, and on from it as long as {@code pages} says. */
    void pages(StoreReader store, Region region, PageRequest first, int pages) {
        Optional<PageRequest> next = Optional.of(first);
        for (int i = 0; i < pages && next.isPresent(); i++) {
            PageRequest request = next.get();
            Page page = store.page(region, request);
            List<ModelEvent> expected = page(region, request);
            requireAre(expected, page.events());
            next = next(request, expected);
            StoreModel.same("next of " + request + " in " + region, next, page.next());
        }
    }

    private List<ModelEvent> page(Region region, PageRequest request) {
        List<ModelEvent> page = new ArrayList<>();
        boolean forwards = request.direction() == PageRequest.Direction.FORWARDS;
        long visible = model.visible();
        long at = forwards ? request.start() : Math.min(request.start(), visible - 1);
        while (page.size() < request.limit() && at >= 0 && at < visible) {
            ModelEvent event = model.events().get((int) at);
            if (event.isIn(region) && !event.isHidden()) {
                page.add(event);
            }
            at += forwards ? 1 : -1;
        }
        return page;
    }

    private static Optional<PageRequest> next(PageRequest request, List<ModelEvent> page) {
        if (page.size() < request.limit()) {
            return Optional.empty();
        }
        if (page.isEmpty()) {
            return Optional.of(request);
        }
        long last = page.getLast().sequence;
        if (request.direction() == PageRequest.Direction.FORWARDS) {
            return Optional.of(PageRequest.from(last + 1, request.limit()));
        }
        return last == 0 ? Optional.empty() : Optional.of(PageRequest.before(last, request.limit()));
    }

    void stream(StoreReader store, Region region, long from) {
        try (Stream<Event> events = store.stream(region, from)) {
            requireAre(model.events().stream().limit(model.visible()).skip(from)
                    .filter(e -> e.isIn(region) && !e.isHidden()).toList(), events.toList());
        }
    }

    private static void requireAre(List<ModelEvent> expected, List<Event> given) {
        StoreModel.same("sequences", expected.stream().map(e -> e.sequence).toList(),
                given.stream().map(Event::sequence).toList());
        for (int i = 0; i < given.size(); i++) {
            expected.get(i).requireIs(given.get(i));
        }
    }

    /** Compares all watermarks, of the store and of each lane. */
    void frontier(StoreReader store, long applied) {
        Frontier frontier = store.frontier();
        for (Watermark watermark : Watermark.values()) {
            StoreModel.same(watermark + " of the store", of(watermark, null, applied), frontier.at(watermark));
        }
        TreeMap<Long, Lane> lanes = new TreeMap<>();
        model.events().forEach(e -> lanes.put(e.lane().number(), e.lane()));
        StoreModel.same("lanes", List.copyOf(lanes.values()),
                frontier.lanes().stream().map(LaneFrontier::lane).toList());
        for (LaneFrontier view : frontier.lanes()) {
            for (Watermark watermark : Watermark.values()) {
                StoreModel.same(watermark + " of lane " + view.lane(), of(watermark, view.lane(), applied),
                        view.at(watermark));
            }
        }
        boolean pending = model.durable() < model.size();
        Duration age = Duration.ofMillis((clock.monotonicNanos() - model.pendingSince()) / 1_000_000);
        StoreModel.same("age", pending ? Optional.of(age) : Optional.empty(), frontier.oldestPendingWriteAge());
    }

    /** Returns where a watermark is: of a lane, or of the whole store without one. */
    long of(Watermark watermark, @Nullable Lane lane, long applied) {
        return switch (watermark) {
            case ACCEPTED, WRITTEN -> lane == null ? model.size() : bound(lane, model.size());
            case VISIBLE, EMITTED -> lane == null ? model.visible() : bound(lane, model.visible());
            case DURABLE -> lane == null ? model.durable() : bound(lane, model.durable());
            case APPLIED -> lane == null ? applied : Math.min(bound(lane, model.visible()), applied);
        };
    }

    private long bound(Lane lane, long below) {
        for (int i = (int) below - 1; i >= 0; i--) {
            if (model.events().get(i).lane().equals(lane)) {
                return i + 1L;
            }
        }
        return 0;
    }
}
