package io.batpak.core.damage;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Causation;
import io.batpak.api.append.Durability;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.api.event.Lane;
import io.batpak.api.spi.StoreFileSystem;
import io.batpak.testkit.FakeClock;
import io.batpak.testkit.InlineExecutor;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * A store of two sealed segments and an active one, with an event of every shape; the same bytes each time it is made.
 * The sealed segments were sealed by recoveries, which do not wait until they are full.
 *
 * @param files its files
 * @param events all that is in it, the store's own events included
 * @param clean true if it was closed in good order; else its last event was written and never forced
 */
record SampleStore(Map<String, byte[]> files, List<Event> events, boolean clean) {
    static final Path DIRECTORY = Path.of("/store");

    static SampleStore closed() {
        return make(1, true);
    }

    static SampleStore abandoned() {
        return make(1, false);
    }

    /** Returns a store of the same shape and another lineage. */
    static SampleStore foreign() {
        return make(2, true);
    }

    static StoreConfig config(StoreFileSystem fileSystem, long seed) {
        return StoreConfig.builder(DIRECTORY).fileSystem(fileSystem).codec(StoreConfig.RAW).hash("sha-256")
                .segmentMaxBytes(65_536).clock(FakeClock.stepping(Duration.ofMillis(1)))
                .randomSource(new SeededRandom(seed)).executor(new InlineExecutor()).build();
    }

    private static SampleStore make(long seed, boolean clean) {
        MemoryFileSystem first = new MemoryFileSystem();
        Store store = Store.open(config(first, seed));
        store.append(request("order:1", "single"));
        store.append(request("order:1", "keyed").with(
                AppendOptions.builder().key(IdempotencyKey.ofText("key one")).build()));
        store.appendBatch(List.of(request("order:1", "a"), request("order:2", "b"), request("order:2", "c")));
        store.append(furnished());
        MemoryFileSystem second = MemoryFileSystem.of(DIRECTORY, first.snapshot(DIRECTORY)); // the power went
        store = Store.open(config(second, seed + 100));
        store.append(request("order:1", "second segment"));
        store.append(request("order:2:part", "x".repeat(700)));
        MemoryFileSystem third = MemoryFileSystem.of(DIRECTORY, second.snapshot(DIRECTORY));
        store = Store.open(config(third, seed + 200));
        store.append(request("order:3", "third segment"));
        store.appendBatch(List.of(request("order:1", "d"), request("order:3", "e")));
        store.append(request("order:1", "keyed too").with(
                AppendOptions.builder().key(IdempotencyKey.ofText("key two")).build()));
        store.append(request("order:2", "last"));
        if (clean) {
            store.close();
        } else {
            store.append(request("order:2", "unforced").with(
                    AppendOptions.builder().durability(Durability.WRITTEN).build()));
        }
        Map<String, byte[]> files = new TreeMap<>(third.snapshot(DIRECTORY));
        byte[] active = files.get("000003.seg"); // a shorter tail of zeros is as good, and sooner flipped
        files.put("000003.seg", Arrays.copyOf(active, 4_096));
        return new SampleStore(files, eventsOf(files), clean);
    }

    private static AppendRequest furnished() {
        AppendOptions options = AppendOptions.builder().flags(3).tag("blue").tag("red").lane(Lane.of(7))
                .extension("test.note", bytes("n")).key(IdempotencyKey.ofText("key three"))
                .causation(Causation.of(new io.batpak.api.event.CausationId(1, 2)))
                .correlation(new io.batpak.api.event.CorrelationId(3, 4)).build();
        return request("order:2", "furnished").with(options);
    }

    private static AppendRequest request(String entity, String payload) {
        return AppendRequest.ofBytes(Coordinate.of(entity, "shop"), EventKind.DATA, bytes(payload));
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what is in it through a writable open of a copy, which adds an event of its own. */
    private static List<Event> eventsOf(Map<String, byte[]> files) {
        try (Store store = Store.open(config(MemoryFileSystem.of(DIRECTORY, files), 999))) {
            return LongStream.range(0, store.openReport().events()).mapToObj(s -> store.at(s).orElseThrow()).toList();
        }
    }

    /** Returns a copy of its files, free to be changed. */
    Map<String, byte[]> copy() {
        Map<String, byte[]> copy = new TreeMap<>();
        files.forEach((name, content) -> copy.put(name, content.clone()));
        return copy;
    }
}
