package io.batpak.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Durability;
import io.batpak.api.append.Expectation;
import io.batpak.api.append.RestartPolicy;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.OutcomeUnknownException;
import io.batpak.api.error.StorageException;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.api.event.Region;
import io.batpak.core.append.CommitSteps.Step;
import io.batpak.testkit.FakeClock;
import io.batpak.testkit.InlineExecutor;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.Operation;
import io.batpak.testkit.OperationKind;
import io.batpak.testkit.RecordingFileSystem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A commit that ends in a failure that nobody foresaw, at each of its steps: the store goes on behind an end that was
 * read again, or refuses to write, and everybody is answered (W-094, W-095, J-25, DESIGN 4a). On real files.
 */
@Timeout(60)
class RestartTest {
    private static final EventKind KIND = EventKind.of(0x1001);
    private static final Coordinate ORDER = Coordinate.of("order:1", "shop");

    private final CommitBreaker breaker = new CommitBreaker();
    private final FakeClock clock = FakeClock.stepping(Duration.ofNanos(1_000));

    @TempDir
    Path directory;

    private StoreConfig config(Durability durability, RestartPolicy policy) {
        return StoreConfig.builder(directory).codec(StoreConfig.RAW).segmentMaxBytes(65_536).durability(durability)
                .clock(clock).restartPolicy(policy).build();
    }

    private Store open(Durability durability, RestartPolicy policy) {
        return breaker.open(config(durability, policy));
    }

    private static AppendRequest event(String text, AppendOptions options) {
        return AppendRequest.ofBytes(ORDER, KIND, Bytes.of(text.getBytes(StandardCharsets.UTF_8))).with(options);
    }

    private static AppendRequest event(String text) {
        return event(text, AppendOptions.defaults());
    }

    private static List<String> texts(io.batpak.api.StoreReader store) {
        try (Stream<Event> events = store.stream(Region.ofEntity(ORDER.entity()), 0)) {
            return events.map(e -> new String(e.payload().toArray(), StandardCharsets.UTF_8)).toList();
        }
    }

    static Stream<Arguments> everyStep() {
        List<Arguments> cases = new ArrayList<>();
        for (Step step : Step.values()) {
            for (Durability durability : Durability.values()) {
                cases.add(Arguments.of(step, durability, new IllegalStateException("made to fail")));
                cases.add(Arguments.of(step, durability, new StackOverflowError("made to fail")));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("everyStep")
    void failure_atAnyStep_isAnsweredAndTheStoreGoesOn(Step step, Durability durability, Throwable why) {
        List<String> kept = new ArrayList<>();
        IdempotencyKey key = IdempotencyKey.ofText("the one");
        try (Store store = open(durability, RestartPolicy.once())) {
            for (int i = 0; i < 3; i++) {
                store.append(event("before " + i));
                kept.add("before " + i);
            }
            breaker.arm(step, why);
            List<AppendRequest> batch = List.of(event("first"), event("second"));
            if (needsRotation(step)) {
                String large = "x".repeat(40_000);
                store.append(event(large));
                kept.add(large);
                batch = List.of(event("first" + large), event("second"));
            }
            boolean certain = answered(store, batch);
            assertThat(breaker.fired()).isEqualTo(isReached(step, durability) ? 1 : 0);
            breaker.disarm();
            AppendReceipt after = store.append(
                    event("after", AppendOptions.builder().key(key).build())); // W-095
            List<String> all = texts(store);
            assertThat(all.subList(0, kept.size())).isEqualTo(kept);
            assertThat(all.size() - kept.size()).as("the batch is whole, or not there").isIn(certain ? 3 : 1, 3);
            assertThat(store.append(event("after", AppendOptions.builder().key(key).build())).sequence())
                    .isEqualTo(after.sequence());
            store.append(event("last", AppendOptions.builder().expect(Expectation.at(after.revision())).build()));
            assertThat(store.frontier().visible()).isEqualTo(after.sequence() + 2);
        }
        assertThat(io.batpak.api.StoreProvider.load().verify(StoreConfig.of(directory)).ok()).isTrue();
        try (Store again = Store.open(config(durability, RestartPolicy.once()))) {
            assertThat(texts(again)).startsWith(kept.toArray(String[]::new)).endsWith("after", "last");
        }
    }

    /** Returns true if the batch was committed for certain. */
    private static boolean answered(Store store, List<AppendRequest> batch) {
        try {
            store.appendBatch(batch);
            return true;
        } catch (OutcomeUnknownException e) {
            assertThat(e.eventIds()).hasSize(2); // J-30
            return false;
        } catch (StorageException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.WRITER_FAILED);
            assertThat(e.writerPoisoned()).isFalse();
            return false;
        }
    }

    private static boolean needsRotation(Step step) {
        return step == Step.SEALED || step == Step.CREATED || step == Step.NAMED;
    }

    /** A step that only a forced commit has is not reached by others, unless a rotation forces. */
    private static boolean isReached(Step step, Durability durability) {
        return durability == Durability.DURABLE || step != Step.FORCED;
    }

    @Test
    void failure_beforeTheFirstByte_refusesTheGroupAndUsesNoRestart() {
        try (Store store = open(Durability.DURABLE, RestartPolicy.bounded(0, Duration.ofSeconds(1)))) {
            for (Step step : List.of(Step.ADMITTED, Step.LAID_OUT)) {
                breaker.arm(step, new IllegalStateException("made to fail"));
                assertThatThrownBy(() -> store.append(event("refused")))
                        .isInstanceOfSatisfying(StorageException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.WRITER_FAILED));
            }
            store.append(event("kept"));
            assertThat(texts(store)).containsExactly("kept");
        }
    }

    @Test
    void submitted_requests_areAnsweredToo() {
        try (Store store = open(Durability.DURABLE, RestartPolicy.once())) {
            breaker.arm(Step.WRITTEN, new IllegalStateException("made to fail"));
            assertThatThrownBy(() -> store.submit(event("in doubt")).join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(OutcomeUnknownException.class); // W-090
            assertThat(store.submit(event("after")).join().durable()).isTrue();
            assertThat(texts(store)).containsExactly("in doubt", "after"); // it was whole, so the restart kept it
        }
    }

    @Test
    void restart_beginsAGeneration() {
        long generation;
        try (Store store = open(Durability.DURABLE, RestartPolicy.once())) {
            generation = store.openReport().generation();
            store.append(event("before"));
            failOnce(store);
            store.append(event("after"));
        }
        try (Store again = Store.open(config(Durability.DURABLE, RestartPolicy.once()))) {
            assertThat(again.openReport().cleanStart()).isTrue();
            assertThat(again.openReport().generation()).isEqualTo(generation + 1); // J-25, DESIGN 4a (3)
        }
    }

    @Test
    void once_secondFailure_poisons() {
        Store store = open(Durability.DURABLE, RestartPolicy.once());
        failOnce(store);
        store.append(event("between"));
        failOnce(store);
        assertThatThrownBy(() -> store.append(event("refused")))
                .isInstanceOfSatisfying(StoreUnavailableException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_POISONED)); // W-094
        assertThat(texts(store)).contains("between");
        assertThatThrownBy(store::close).isInstanceOf(StoreUnavailableException.class); // W-097
        try (Store again = Store.open(config(Durability.DURABLE, RestartPolicy.once()))) {
            assertThat(texts(again)).contains("between");
        }
    }

    @Test
    void bounded_windowOver_startsAnewOnlyAfterIt() {
        Duration within = Duration.ofMillis(10);
        Store store = open(Durability.DURABLE, RestartPolicy.bounded(1, within));
        failOnce(store);
        store.append(event("first"));
        clock.advance(within.plusMillis(1)); // strictly more than the window: it begins anew, W-094
        failOnce(store);
        store.append(event("second"));
        failOnce(store);
        assertThatThrownBy(() -> store.append(event("refused"))).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(store::close).isInstanceOf(StoreUnavailableException.class);
    }

    private void failOnce(Store store) {
        breaker.arm(Step.WRITTEN, new IllegalStateException("made to fail"));
        assertThatThrownBy(() -> store.append(event("in doubt"))).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test // W-031: the steps come in their order, and each finds the points where it must
    void steps_ofADurableCommit_comeInTheirOrder() {
        Store[] store = new Store[1];
        List<Step> steps = new ArrayList<>();
        List<String> points = new ArrayList<>();
        store[0] = CoreStoreProvider.open(config(Durability.DURABLE, RestartPolicy.once()), step -> {
            steps.add(step);
            if (store[0] != null) {
                var now = store[0].frontier();
                points.add(now.accepted() + " " + now.written() + " " + now.durable() + " " + now.visible());
            }
        });
        steps.clear();
        points.clear();
        store[0].append(event("first"));
        assertThat(steps).containsExactly(
                Step.ADMITTED, Step.LAID_OUT, Step.WRITTEN, Step.FORCED, Step.NOTED, Step.PUBLISHED);
        assertThat(points).containsExactly("1 1 1 1", "1 1 1 1", "2 1 1 1", "2 2 1 1", "2 2 1 1", "2 2 2 2");
        steps.clear();
        store[0].append(event("x".repeat(40_000)));
        store[0].append(event("x".repeat(40_000)));
        assertThat(steps).containsSubsequence(Step.SEALED, Step.CREATED, Step.NAMED, Step.ADMITTED);
        store[0].close();
    }

    @Test // W-069, W-107, J-25
    void abandonedSegment_isForcedAndSealed_beforeTheNextIsThere() {
        RecordingFileSystem files = new RecordingFileSystem(new MemoryFileSystem());
        try (Store store = breaker.open(StoreConfig.builder(directory).fileSystem(files).codec(StoreConfig.RAW)
                .durability(Durability.WRITTEN).executor(new InlineExecutor()).segmentMaxBytes(65_536).build())) {
            store.append(event("written and not forced"));
            breaker.arm(Step.WRITTEN, new IllegalStateException("made to fail"));
            files.clear();
            assertThatThrownBy(() -> store.append(event("in doubt"))).isInstanceOf(OutcomeUnknownException.class);
            store.append(event("after"));
            List<Operation> operations = files.operations();
            int named = indexOf(operations, OperationKind.REPLACE, "000002.seg.new");
            int forced = indexOf(operations, OperationKind.FORCE, "000001.seg");
            int cut = indexOf(operations, OperationKind.TRUNCATE, "000001.seg");
            assertThat(List.of(forced, cut, named)).isSorted().doesNotContain(-1);
            assertThat(operations.subList(cut, named)).anyMatch(o -> o.kind() == OperationKind.FORCE
                    && o.name().startsWith("000001.seg")); // its seal
            assertThat(store.verify().damages()).isEmpty();
            assertThat(store.verify().segments()).isEqualTo(2);
            assertThat(texts(store)).startsWith("written and not forced").endsWith("after");
        }
    }

    private static int indexOf(List<Operation> operations, OperationKind kind, String name) {
        for (int i = 0; i < operations.size(); i++) {
            if (operations.get(i).kind() == kind && operations.get(i).name().startsWith(name)) {
                return i;
            }
        }
        return -1;
    }
}
