package io.batpak.core.damage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.batpak.api.Store;
import io.batpak.api.StoreProvider;
import io.batpak.api.StoreReader;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.error.BatpakException;
import io.batpak.api.error.CorruptionException;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Region;
import io.batpak.api.read.PageRequest;
import io.batpak.api.verify.CheckReport;
import io.batpak.testkit.MemoryFileSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Opens, reads and checks what is left of a sample store, and compares it with what was in it. */
final class Judge {
    private final SampleStore original;

    Judge(SampleStore original) {
        this.original = original;
    }

    /** Checks an open for writing that must be refused: it says where, and leaves every byte as it is (OPEN-03). */
    CorruptionException requireRefused(Map<String, byte[]> files) {
        MemoryFileSystem memory = MemoryFileSystem.of(SampleStore.DIRECTORY, files);
        Throwable refusal = catchThrowable(() -> Store.open(SampleStore.config(memory, 5)).close());
        assertThat(refusal).as("refusal").isInstanceOf(CorruptionException.class);
        Map<String, byte[]> after = memory.snapshot(SampleStore.DIRECTORY);
        files.forEach((name, content) -> assertThat(name.equals("lock") || name.endsWith(".new")
                || java.util.Arrays.equals(content, after.get(name))).as("%s is unchanged", name).isTrue());
        return (CorruptionException) refusal;
    }

    /** Checks an open for writing that must succeed with the first {@code count} events, and can be gone on with. */
    void requireOpens(Map<String, byte[]> files, int count) {
        MemoryFileSystem memory = MemoryFileSystem.of(SampleStore.DIRECTORY, files);
        AppendReceipt next;
        try (Store store = Store.open(SampleStore.config(memory, 6))) {
            assertThat(store.openReport().events()).isEqualTo(count);
            requireEvents(store, count, Set.of());
            next = store.append(Coordinate.of("order:1", "shop"), EventKind.DATA, Bytes.of(new byte[] {1}));
        }
        try (StoreReader store = Store.openReadOnly(SampleStore.config(memory, 7))) {
            assertThat(store.at(next.sequence()).orElseThrow().link()).isEqualTo(next.link());
            assertThat(store.verify().damages()).isEmpty();
        }
    }

    /**
     * Checks a read-only open that must show at least so many events but for some, each of which must be met as damage: by
     * sequence, by id, in the stream, by entity and as its chain's newest.
     */
    void requireReadable(Map<String, byte[]> files, int atLeast, Set<Long> lost) {
        MemoryFileSystem memory = MemoryFileSystem.of(SampleStore.DIRECTORY, files);
        try (StoreReader store = Store.openReadOnly(SampleStore.config(memory, 8))) {
            int count = (int) store.frontier().visible();
            assertThat(count).as("no shorter store").isBetween(atLeast, original.events().size());
            requireEvents(store, count, lost);
            requireWholeOrDamaged(() -> store.stream(Region.all().withSystemEvents(), 0).toList(),
                    events(count), lost.isEmpty());
            for (String entity : Set.of("order:1", "order:2", "order:3", "order:2:part")) {
                List<Event> expected = events(count).stream()
                        .filter(e -> e.coordinate().entity().equals(entity)).toList();
                requireWholeOrDamaged(() -> store.page(Region.ofEntity(entity), PageRequest.oldest(100)).events(),
                        expected, lost.isEmpty());
                requireWholeOrDamaged(() -> store.page(Region.ofTree("order"), PageRequest.newest(100)).events()
                        .reversed().stream().filter(e -> e.coordinate().entity().equals(entity)).toList(),
                        expected, lost.isEmpty());
                Event newest = expected.getLast();
                requireWholeOrDamaged(() -> List.of(store.latest(entity, newest.lane()).orElseThrow()),
                        List.of(newest), lost.isEmpty());
            }
        }
    }

    private List<Event> events(int count) {
        return original.events().subList(0, count);
    }

    private void requireEvents(StoreReader store, int count, Set<Long> lost) {
        Set<Long> met = new TreeSet<>();
        for (Event expected : events(count)) {
            if (!isRead(() -> store.at(expected.sequence()).orElseThrow(), expected)) {
                met.add(expected.sequence());
            }
            assertThat(isRead(() -> store.get(expected.id()).orElseThrow(), expected))
                    .as("by id as by sequence %d", expected.sequence()).isEqualTo(!met.contains(expected.sequence()));
        }
        assertThat(met).as("lost sequences").isEqualTo(lost);
    }

    /** READ-02: what is read is what was asked for. */
    private static boolean isRead(Supplier<Event> read, Event expected) {
        try {
            Event found = read.get();
            assertThat(found.id()).isEqualTo(expected.id());
            assertThat(found.sequence()).isEqualTo(expected.sequence());
            assertThat(found.link()).isEqualTo(expected.link());
            assertThat(found.payload()).isEqualTo(expected.payload());
            return true;
        } catch (CorruptionException e) {
            return false;
        }
    }

    private static void requireWholeOrDamaged(Supplier<List<Event>> read, List<Event> expected, boolean whole) {
        List<Event> found = new ArrayList<>();
        try {
            found.addAll(read.get());
        } catch (CorruptionException e) {
            assertThat(whole).as("readable, but " + e).isFalse();
            return;
        }
        assertThat(found).as("never shorter in silence").startsWith(expected.toArray(Event[]::new));
    }

    /** Checks a read-only open after damage of unknown extent: what is read is right, the rest is met as damage. */
    void requireNeverWrong(Map<String, byte[]> files) {
        MemoryFileSystem memory = MemoryFileSystem.of(SampleStore.DIRECTORY, files);
        try (StoreReader store = Store.openReadOnly(SampleStore.config(memory, 8))) {
            for (Event expected : original.events()) {
                isRead(() -> store.at(expected.sequence()).orElseThrow(), expected);
                isRead(() -> store.get(expected.id()).orElseThrow(), expected);
            }
        }
    }

    /** Checks that a read-only open is refused. */
    void requireUnreadable(Map<String, byte[]> files) {
        MemoryFileSystem memory = MemoryFileSystem.of(SampleStore.DIRECTORY, files);
        assertThat(catchThrowable(() -> Store.openReadOnly(SampleStore.config(memory, 8)).close()))
                .isInstanceOf(BatpakException.class);
    }

    /** Returns what verify says, which must not fail; nor must inspect. */
    CheckReport check(Map<String, byte[]> files) {
        MemoryFileSystem memory = MemoryFileSystem.of(SampleStore.DIRECTORY, files);
        StoreProvider provider = StoreProvider.load();
        assertThatCode(() -> provider.inspect(SampleStore.config(memory, 9))).doesNotThrowAnyException();
        return provider.verify(SampleStore.config(memory, 9));
    }
}
