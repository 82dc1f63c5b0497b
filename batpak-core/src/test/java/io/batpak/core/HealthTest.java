package io.batpak.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.StoreHealth;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.RestartPolicy;
import io.batpak.api.error.OutcomeUnknownException;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.core.append.CommitSteps.Step;
import io.batpak.testkit.MemoryFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator can see of the writer (J-45). */
class HealthTest {
    private static final AppendRequest EVENT = AppendRequest.ofBytes(
            Coordinate.of("order:1", "shop"), EventKind.DATA, Bytes.of(new byte[40]));

    private final CommitBreaker breaker = new CommitBreaker();

    private Store open() {
        return breaker.open(StoreConfig.builder(Path.of("/store")).fileSystem(new MemoryFileSystem())
                .codec(StoreConfig.RAW).restartPolicy(RestartPolicy.once()).build());
    }

    private void failOnce(Store store) {
        breaker.arm(Step.WRITTEN, new IllegalStateException("made to fail"));
        assertThatThrownBy(() -> store.append(EVENT)).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void health_countsCommitsForcesAndRestarts() {
        Store store = open();
        StoreHealth before = store.health();
        store.append(EVENT);
        store.appendBatch(List.of(EVENT, EVENT));
        StoreHealth after = store.health();
        assertThat(after.commits() - before.commits()).isEqualTo(2); // J-45
        assertThat(after.forces() - before.forces()).isEqualTo(2);
        assertThat(after.queuedCount()).isZero();
        assertThat(after.queuedBytes()).isZero();
        assertThat(after.restarts()).isZero();
        assertThat(after.poison()).isEmpty();
        failOnce(store);
        store.append(EVENT);
        assertThat(store.health().restarts()).isEqualTo(1);
        failOnce(store);
        assertThat(store.health().poison().orElseThrow()).contains("made to fail");
    }

    @Test
    void flightRecorder_hasEachCommitAndForce(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("batpak.jfr");
        try (Store store = open(); Recording recording = new Recording()) {
            recording.enable("io.batpak.Commit");
            recording.enable("io.batpak.Force");
            recording.start();
            store.appendBatch(List.of(EVENT, EVENT, EVENT));
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(events).filteredOn(e -> e.getEventType().getName().equals("io.batpak.Commit"))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.getInt("requests")).isEqualTo(1); // J-45
                    assertThat(e.getInt("events")).isEqualTo(3);
                    assertThat(e.getInt("bytes")).isGreaterThan(3 * 40);
                    assertThat(e.getBoolean("forced")).isTrue();
                });
        assertThat(events).filteredOn(e -> e.getEventType().getName().equals("io.batpak.Force"))
                .singleElement()
                .satisfies(e -> assertThat(e.getLong("bytes")).isGreaterThan(3 * 40L));
    }
}
