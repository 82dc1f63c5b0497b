package io.batpak.core.open;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.OpenReport;
import io.batpak.api.Store;
import io.batpak.api.StoreReader;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Region;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way to open the same log leads to the same events: recovery is a function of the bytes (J-1). */
class ReopenPathsTest {
    private static final Map<String, byte[]> CLOSED = Opening.filled(true);
    private static final Map<String, byte[]> ABANDONED = Opening.filled(false);
    private static final List<Event> EVENTS = read(CLOSED);

    /** What is left of a store whose frames are all there. */
    enum Left {
        AFTER_A_CLOSE(CLOSED, files -> files),
        AFTER_A_CRASH(ABANDONED, files -> files),
        WITHOUT_NOTES(ABANDONED, files -> {
            files.remove("frontier");
            return files;
        }),
        WITH_ZEROED_NOTES(CLOSED, files -> {
            files.put("frontier", new byte[8_192]);
            return files;
        }),
        WITH_A_TORN_TAIL(ABANDONED, files -> {
            String last = files.keySet().stream().filter(n -> n.endsWith(".seg")).reduce((a, b) -> b).orElseThrow();
            byte[] bytes = files.get(last);
            int end = bytes.length;
            while (bytes[end - 1] == 0) {
                end--;
            }
            Arrays.fill(bytes, end + 16, end + 400, (byte) 0x5a);
            return files;
        }),
        WITH_WHAT_WAS_BEING_PREPARED(ABANDONED, files -> {
            files.put("000009.seg.new", new byte[100]);
            files.put("store.meta.new", new byte[100]);
            files.put("frontier.new", new byte[100]);
            return files;
        });

        final Map<String, byte[]> files;

        Left(Map<String, byte[]> files, UnaryOperator<Map<String, byte[]>> change) {
            Map<String, byte[]> copy = new TreeMap<>();
            files.forEach((name, bytes) -> copy.put(name, bytes.clone()));
            this.files = change.apply(copy);
        }

        MemoryFileSystem copy() {
            return MemoryFileSystem.of(Opening.DIRECTORY, files);
        }
    }

    private static List<Event> read(Map<String, byte[]> files) {
        try (StoreReader reader = Store
                .openReadOnly(Opening.config(MemoryFileSystem.of(Opening.DIRECTORY, files)).build())) {
            return users(reader);
        }
    }

    private static List<Event> users(StoreReader reader) {
        return reader.stream(Region.all(), 0).toList();
    }

    /** Checks that the events are the same to the last field, by every way to them. */
    private static void requireSame(StoreReader reader, String about) {
        assertThat(users(reader)).as(about).hasSize(150).isEqualTo(EVENTS);
        for (Event event : EVENTS) {
            Event found = reader.get(event.id()).orElseThrow();
            assertThat(found.sequence()).as(about).isEqualTo(event.sequence());
            assertThat(found.revision()).as(about).isEqualTo(event.revision());
            assertThat(found.link()).as(about).isEqualTo(event.link());
            assertThat(found.payload()).as(about).isEqualTo(event.payload());
            assertThat(found.key()).as(about).isEqualTo(event.key());
            assertThat(found.time()).as(about).isEqualTo(event.time());
        }
    }

    @ParameterizedTest // W-016, W-082, W-087, J-1, D-3
    @EnumSource
    void everyOpen_findsTheSameEvents(Left left) {
        MemoryFileSystem files = left.copy();
        try (StoreReader reader = Store.openReadOnly(Opening.config(files).build())) {
            requireSame(reader, left + ", read-only");
        }
        try (Store store = Store.open(Opening.config(files).randomSource(new SeededRandom(2)).build())) {
            requireSame(store, left + ", first open");
            assertThat(store.verify().damages()).isEmpty();
        }
        try (Store store = Store.open(Opening.config(files).randomSource(new SeededRandom(3)).build())) {
            requireSame(store, left + ", open after a close");
            assertThat(store.openReport().cleanStart()).isTrue();
        }
        assertThat(read(files.snapshot(Opening.DIRECTORY))).hasSize(150);
    }

    @ParameterizedTest // OPEN-07, J-1
    @EnumSource
    void opensOfTheSameBytes_doTheSame(Left left) {
        MemoryFileSystem one = left.copy();
        MemoryFileSystem other = left.copy();
        OpenReport first = open(one);
        assertThat(open(other)).isEqualTo(first);
        Map<String, byte[]> expected = one.snapshot(Opening.DIRECTORY);
        other.snapshot(Opening.DIRECTORY)
                .forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
    }

    private static OpenReport open(MemoryFileSystem files) {
        return Store.open(Opening.config(files).build()).openReport();
    }

    @ParameterizedTest // W-083
    @EnumSource
    void crashAfterCrash_changesNothingButTheStoresOwnEvents(Left left) {
        MemoryFileSystem files = left.copy();
        for (int crash = 0; crash < 12; crash++) {
            Store store = Store.open(Opening.config(files).randomSource(new SeededRandom(10 + crash)).build());
            requireSame(store, left + ", crash " + crash);
            files = MemoryFileSystem.of(Opening.DIRECTORY, files.snapshot(Opening.DIRECTORY));
        }
        try (Store store = Store.open(Opening.config(files).randomSource(new SeededRandom(4)).build())) {
            requireSame(store, left + ", after the crashes");
            assertThat(store.verify().damages()).isEmpty();
        }
    }

    @Test // W-099
    void openAndClose_leaveOneEventEach_andReadersNone() {
        MemoryFileSystem files = new MemoryFileSystem();
        for (int i = 0; i < 3; i++) {
            Store store = Store.open(Opening.config(files).build());
            store.close();
            store.close();
            Store.openReadOnly(Opening.config(files).build()).close();
        }
        Store.open(Opening.config(files).build()); // left as a crash leaves it
        List<EventKind> kinds = new ArrayList<>();
        try (StoreReader reader = Store.openReadOnly(Opening.config(files).build());
                Stream<Event> events = reader.stream(Region.all().withSystemEvents(), 0)) {
            events.forEach(event -> kinds.add(event.kind()));
        }
        assertThat(kinds).containsExactly(EventKind.OPEN_COMPLETED, EventKind.CLOSE_COMPLETED,
                EventKind.OPEN_COMPLETED, EventKind.CLOSE_COMPLETED, EventKind.OPEN_COMPLETED,
                EventKind.CLOSE_COMPLETED, EventKind.OPEN_COMPLETED);
    }
}
