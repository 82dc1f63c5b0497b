package io.batpak.core.damage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.StoreProvider;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventKind;
import io.batpak.api.verify.SalvageReport;
import io.batpak.testkit.MemoryFileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Salvage takes every intact event into a store that verifies and goes on, and names what is missing (DESIGN 4a). */
class SalvageTest {
    private static final Path TARGET = Path.of("/target");
    private static final SampleStore STORE = SampleStore.closed();

    private final Map<String, byte[]> files = STORE.copy();
    private MemoryFileSystem memory = new MemoryFileSystem();
    private SalvageReport report;

    private void salvage() {
        memory = MemoryFileSystem.of(SampleStore.DIRECTORY, files);
        report = StoreProvider.load().salvage(SampleStore.config(memory, 20), TARGET);
        assertThat(memory.snapshot(SampleStore.DIRECTORY)).as("the source is left alone").hasSize(files.size());
    }

    private StoreConfig target() {
        return StoreConfig.builder(TARGET).fileSystem(memory).build();
    }

    private static boolean isUsers(Event event) {
        return !event.coordinate().isReserved();
    }

    private static UUID lineage() {
        MemoryFileSystem copy = MemoryFileSystem.of(SampleStore.DIRECTORY, STORE.files());
        try (var reader = Store.openReadOnly(SampleStore.config(copy, 21))) {
            return reader.openReport().lineage();
        }
    }

    /** Checks that the target holds all users' events but the lost ones, and can be gone on with. */
    private void requireRest(Set<Long> lost, boolean sameSequences) {
        List<Event> expected = STORE.events().stream().filter(e -> isUsers(e) && !lost.contains(e.sequence())).toList();
        assertThat(report.events()).isEqualTo(expected.size());
        try (Store store = Store.open(target())) {
            assertThat(store.verify().damages()).isEmpty();
            assertThat(store.openReport().lineage().equals(lineage())).isEqualTo(sameSequences);
            for (Event event : expected) {
                Event found = store.get(event.id()).orElseThrow();
                assertThat(found.payload()).isEqualTo(event.payload());
                assertThat(found.coordinate()).isEqualTo(event.coordinate());
                assertThat(found.kind()).isEqualTo(event.kind());
                assertThat(found.lane()).isEqualTo(event.lane());
                assertThat(found.time()).isEqualTo(event.time());
                assertThat(found.key()).isEqualTo(event.key());
                assertThat(found.tags()).isEqualTo(event.tags());
                assertThat(found.causation()).isEqualTo(event.causation());
                assertThat(found.correlation()).isEqualTo(event.correlation());
                assertThat(moved(event.sequence())).isEqualTo(found.sequence());
                if (sameSequences) {
                    assertThat(found.sequence()).isEqualTo(event.sequence());
                    assertThat(found.link()).isEqualTo(event.link());
                }
            }
            AppendReceipt next = store.append(Coordinate.of("order:1", "shop"), EventKind.DATA, Bytes.empty());
            assertThat(store.get(next.id())).isPresent();
        }
        try (Store again = Store.open(target())) {
            assertThat(again.openReport().cleanStart()).isTrue();
            assertThat(again.verify().ok()).isTrue();
        }
    }

    private long moved(long from) {
        return report.moved().stream().filter(m -> m.from() <= from && from < m.from() + m.count())
                .mapToLong(m -> m.to() + from - m.from()).findFirst().orElse(-1);
    }

    private Set<Long> missing() {
        Set<Long> missing = new HashSet<>();
        report.missing().forEach(m -> LongStream.range(m.from(), m.from() + m.count()).forEach(missing::add));
        assertThat(report.missing()).allMatch(m -> m.to() == -1);
        return missing;
    }

    @Test
    void intactStore_keepsLineageSequencesAndLinks() {
        salvage();
        assertThat(report.missing()).isEmpty();
        assertThat(report.damages()).isEmpty();
        requireRest(Set.of(), true);
    }

    @Test
    void lostTail_keepsLineageSequencesAndLinks() {
        Layout.Run last = eventRuns().getLast();
        files.get(last.file())[last.from() + 40] ^= 1;
        salvage();
        assertThat(report.damages()).isNotEmpty();
        assertThat(missing()).isEqualTo(Set.of(last.firstSequence()));
        requireRest(Set.of(last.firstSequence()), true);
    }

    private static List<Layout.Run> eventRuns() {
        return Layout.of(STORE).stream()
                .filter(r -> r.part() == Part.SEALED_EVENT || r.part() == Part.ACTIVE_EVENT).toList();
    }

    @Test
    void anyDamagedEvent_isNamed_andAllOthersAreTakenOut() {
        List<Layout.Run> events = eventRuns();
        for (Layout.Run run : events.subList(0, events.size() - 1)) {
            files.put(run.file(), STORE.files().get(run.file()).clone());
            files.get(run.file())[run.from() + run.length() / 2] ^= 4;
            salvage();
            assertThat(missing()).isEqualTo(Set.of(run.firstSequence()));
            assertThat(report.damages()).isNotEmpty();
            requireRest(Set.of(run.firstSequence()), false);
            files.put(run.file(), STORE.files().get(run.file()).clone());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"000001.seg", "000002.seg"})
    void missingSegment_isNamed_andAllOthersAreTakenOut(String name) {
        files.remove(name);
        salvage();
        Set<Long> lost = new HashSet<>();
        eventRuns().stream().filter(r -> r.file().equals(name)).forEach(r -> lost.add(r.firstSequence()));
        assertThat(missing()).isEqualTo(lost);
        requireRest(lost, false);
    }

    @Test
    void missingLastSegment_keepsLineageSequencesAndLinks() {
        files.remove("000003.seg");
        salvage();
        Set<Long> lost = new HashSet<>();
        eventRuns().stream().filter(r -> r.file().equals("000003.seg")).forEach(r -> lost.add(r.firstSequence()));
        assertThat(missing()).isEqualTo(lost);
        requireRest(lost, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"store.meta", "frontier", "lock"})
    void missingSideFile_costsNoEvent(String name) {
        files.remove(name);
        salvage();
        assertThat(missing()).isEmpty();
        requireRest(Set.of(), true);
    }

    @Test
    void damagedMarkers_costNoEvent() {
        for (Layout.Run run : Layout.of(STORE)) {
            if (run.part() == Part.SEALED_MARKER || run.part() == Part.ACTIVE_MARKER || run.part() == Part.SEAL) {
                files.put(run.file(), STORE.files().get(run.file()).clone());
                files.get(run.file())[run.from() + 30] ^= 1;
                salvage();
                assertThat(missing()).as(run.toString()).isEmpty();
                List<Event> users = STORE.events().stream().filter(SalvageTest::isUsers).toList();
                assertThat(report.events()).as(run.toString()).isEqualTo(users.size());
                try (Store store = Store.open(target())) {
                    assertThat(store.verify().damages()).as(run.toString()).isEmpty();
                    users.forEach(e -> assertThat(store.get(e.id())).as(run.toString()).isPresent());
                }
                files.put(run.file(), STORE.files().get(run.file()).clone());
            }
        }
    }

    @Test
    void target_thatHoldsAStore_isRefused() {
        memory = MemoryFileSystem.of(SampleStore.DIRECTORY, files);
        memory.load(TARGET, STORE.files());
        var refusal = catchThrowableOfType(StoreUnavailableException.class,
                () -> StoreProvider.load().salvage(SampleStore.config(memory, 22), TARGET));
        assertThat(refusal.code()).isEqualTo(ErrorCode.STORE_EXISTS);
    }

    @Test
    void abandonedStore_givesUpItsUnforcedEventToo() {
        SampleStore abandoned = SampleStore.abandoned();
        memory = MemoryFileSystem.of(SampleStore.DIRECTORY, abandoned.files());
        report = StoreProvider.load().salvage(SampleStore.config(memory, 23), TARGET);
        List<Event> users = new ArrayList<>(abandoned.events().stream().filter(SalvageTest::isUsers).toList());
        assertThat(report.events()).isEqualTo(users.size());
        try (Store store = Store.open(target())) {
            users.forEach(e -> assertThat(store.get(e.id()).orElseThrow().link()).isEqualTo(e.link()));
            assertThat(Arrays.asList(store.verify().damages())).containsExactly(List.of());
        }
    }
}
