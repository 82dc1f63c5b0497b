package io.batpak.core.damage;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.StoreProvider;
import io.batpak.api.StoreReader;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.VisibilityFence;
import io.batpak.api.error.CorruptionException;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.api.event.Region;
import io.batpak.testkit.MemoryFileSystem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Damage in and around visibility fences: what is hidden is never shown, and what was shown is never missing without a
 * word, also where it is the frame that committed it that cannot be read (J-7, THR-19).
 */
class DamagedFenceTest {
    private static final Path TARGET = Path.of("/target");
    private static final int COMMIT_FENCE = 5;
    private static final int CANCEL_FENCE = 6;

    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<Event> shown = new ArrayList<>();

    private static AppendRequest event(String text) {
        Bytes payload = Bytes.of(text.getBytes(StandardCharsets.UTF_8));
        return AppendRequest.ofBytes(Coordinate.of("order:1", "shop"), EventKind.DATA, payload)
                .with(AppendOptions.builder().key(IdempotencyKey.ofText(text)).build());
    }

    private static String text(Event event) {
        return new String(event.payload().toArray(), StandardCharsets.UTF_8);
    }

    /** Makes a store with a fence of each outcome, over two segments; sequences 2, 3, 4 and 6 to 8 and 10 are fenced. */
    private void make() {
        MemoryFileSystem first = new MemoryFileSystem();
        Store store = Store.open(SampleStore.config(first, 1));
        store.append(event("before"));
        try (VisibilityFence fence = store.beginVisibilityFence()) {
            fence.submit(event("seen 1"));
            fence.submitBatch(List.of(event("seen 2"), event("seen 3")));
            fence.commit();
        }
        store.append(event("between"));
        try (VisibilityFence fence = store.beginVisibilityFence()) {
            fence.submitBatch(List.of(event("hidden 1"), event("hidden 2")));
            fence.submit(event("hidden 3"));
            fence.cancel();
        }
        store.append(event("after"));
        VisibilityFence open = store.beginVisibilityFence();
        open.submit(event("hidden by a power cut"));
        store.force();
        MemoryFileSystem second = MemoryFileSystem.of(SampleStore.DIRECTORY, first.snapshot(SampleStore.DIRECTORY));
        store = Store.open(SampleStore.config(second, 2));
        store.append(event("last"));
        shown.addAll(store.stream(Region.all().withSystemEvents(), 0).toList());
        store.close();
        files.putAll(second.snapshot(SampleStore.DIRECTORY));
    }

    /** Returns where the frames of the first segment begin that are of this type. */
    private List<Integer> framesOf(int type) {
        ByteBuffer b = ByteBuffer.wrap(files.get("000001.seg")).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> found = new ArrayList<>();
        for (int at = 192; at + 28 < b.limit(); at += b.getInt(at + 8)) {
            if (b.get(at + 12) == type) {
                found.add(at);
            }
        }
        return found;
    }

    private Map<String, byte[]> flipped(int at, int bit) {
        Map<String, byte[]> copy = new TreeMap<>();
        files.forEach((name, content) -> copy.put(name, content.clone()));
        copy.get("000001.seg")[at] ^= (byte) (1 << bit);
        return copy;
    }

    private static Optional<Event> read(StoreReader reader, long sequence) {
        try {
            return reader.at(sequence);
        } catch (CorruptionException e) {
            return Optional.empty();
        }
    }

    private static boolean isMetAsDamage(StoreReader reader, long sequence) {
        try {
            reader.at(sequence);
            return false;
        } catch (CorruptionException e) {
            return true;
        }
    }

    @Test // J-7, THR-19
    void flippedBit_neverShowsWhatIsHidden_norHidesInSilence() {
        make();
        assertThat(shown.stream().filter(e -> !e.coordinate().isReserved()).map(DamagedFenceTest::text))
                .containsExactly(
                        "before", "seen 1", "seen 2", "seen 3", "between", "after", "last");
        int length = files.get("000001.seg").length;
        for (int at = 192; at < length; at++) {
            MemoryFileSystem memory = MemoryFileSystem.of(SampleStore.DIRECTORY, flipped(at, at % 8));
            try (StoreReader reader = Store.openReadOnly(SampleStore.config(memory, 3))) {
                long end = shown.getLast().sequence();
                for (long s = 0; s <= end; s++) {
                    long sequence = s;
                    Optional<Event> expected = shown.stream().filter(e -> e.sequence() == sequence).findFirst();
                    Optional<Event> found = read(reader, s);
                    if (expected.isEmpty()) {
                        assertThat(found).as("flip at %d, sequence %d", at, s).isEmpty();
                    } else if (!isMetAsDamage(reader, s)) {
                        assertThat(found.map(Event::link)).as("flip at %d, sequence %d", at, s)
                                .isEqualTo(expected.map(Event::link));
                    }
                }
            }
        }
    }

    @Test // J-7
    void endOfAFence_thatCannotBeRead_makesItsEventsDamaged_andNoOthers() {
        make();
        for (int type : new int[] {COMMIT_FENCE, CANCEL_FENCE}) {
            int at = framesOf(type).getFirst();
            MemoryFileSystem memory = MemoryFileSystem.of(SampleStore.DIRECTORY, flipped(at + 30, 1));
            try (StoreReader reader = Store.openReadOnly(SampleStore.config(memory, 3))) {
                List<Long> damaged = new ArrayList<>();
                for (long s = 0; s <= shown.getLast().sequence(); s++) {
                    if (isMetAsDamage(reader, s)) {
                        damaged.add(s);
                    }
                }
                assertThat(damaged).isEqualTo(type == COMMIT_FENCE ? List.of(2L, 3L, 4L) : List.of(6L, 7L, 8L));
            }
        }
    }

    private StoreConfig target(MemoryFileSystem memory) {
        return StoreConfig.builder(TARGET).fileSystem(memory).build();
    }

    @Test // J-7, DESIGN 4a
    void salvage_keepsHiddenWhatIsHidden() {
        make();
        List<String> expected = shown.stream().filter(e -> !e.coordinate().isReserved()).map(DamagedFenceTest::text)
                .toList();
        int damaged = framesOf(1).get(1); // the frame of "before"
        for (boolean intact : new boolean[] {true, false}) {
            Map<String, byte[]> source = intact ? files : flipped(damaged + 40, 2);
            MemoryFileSystem memory = MemoryFileSystem.of(SampleStore.DIRECTORY, source);
            StoreProvider.load().salvage(SampleStore.config(memory, 4), TARGET);
            try (Store store = Store.open(target(memory))) {
                assertThat(store.stream(Region.all(), 0).map(DamagedFenceTest::text))
                        .isEqualTo(intact ? expected : expected.subList(1, expected.size()));
                assertThat(store.verify().damages()).isEmpty();
            }
        }
    }

    @Test // DESIGN 4a: the commit of a fence may be all that is in the last segment
    void salvage_takesTheCommitOfAFenceThatLiesBehindAllEvents() {
        MemoryFileSystem memory = fenceWhoseCommitRolls();
        StoreProvider.load().salvage(SampleStore.config(memory, 6), TARGET);
        try (Store target = Store.open(target(memory))) {
            assertThat(target.stream(Region.all(), 0)).hasSize(1);
        }
    }

    /** Fills a segment by one fenced event of growing size, until there is room for it and not for the commit. */
    private static MemoryFileSystem fenceWhoseCommitRolls() {
        for (int size = 64_000; size < 65_536; size += 8) {
            MemoryFileSystem memory = new MemoryFileSystem();
            Store store = Store.open(SampleStore.config(memory, 5));
            VisibilityFence fence = store.beginVisibilityFence();
            fence.submit(AppendRequest.ofBytes(
                    Coordinate.of("order:1", "shop"), EventKind.DATA, Bytes.of(new byte[size])));
            store.force();
            boolean fits = !memory.snapshot(SampleStore.DIRECTORY).containsKey("000002.seg");
            fence.commit();
            if (fits && memory.snapshot(SampleStore.DIRECTORY).containsKey("000002.seg")) {
                return memory;
            }
        }
        throw new AssertionError("no size does it");
    }
}
