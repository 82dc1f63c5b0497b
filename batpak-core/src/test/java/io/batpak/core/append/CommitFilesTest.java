package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.Store;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.error.StorageException;
import io.batpak.api.spi.StoreFileSystem;
import io.batpak.testkit.FaultPlan;
import io.batpak.testkit.FaultyFileSystem;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.Operation;
import io.batpak.testkit.OperationKind;
import io.batpak.testkit.RecordingFileSystem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What commits ask of the file system, written down by it. The helper has no turn, so that only commits ask. */
class CommitFilesTest {
    private final FaultPlan plan = new FaultPlan();
    private final RecordingFileSystem files = new RecordingFileSystem(
            new FaultyFileSystem(new MemoryFileSystem(), plan));

    private static Store open(StoreFileSystem fileSystem) {
        return Store.open(
                Requests.config(fileSystem).executor(new QuietHelper()).segmentMaxBytes(65_536).build());
    }

    @Test
    void commits_overSeveralSegments_fillNothingWithZeros() {
        try (Store store = open(files)) {
            files.clear();
            for (int i = 0; i < 20; i++) {
                store.append(Requests.sized(10_000));
                store.append(Requests.written(Requests.sized(1_000)));
                store.appendBatch(List.of(Requests.sized(500), Requests.sized(700)));
            }
            store.force();
            assertThat(files.count(OperationKind.ZERO)).isZero(); // D-22
            assertThat(files.count(OperationKind.CREATE)).as("rolled, unprepared").isGreaterThan(2);
        }
    }

    @Test
    void eventsAtTheEndOfASegment_stayReadable_whenItsSealCutsTheFile() {
        try (Store store = open(files)) {
            List<AppendReceipt> receipts = new ArrayList<>();
            receipts.add(store.append(Requests.event("small, with little but a seal behind it")));
            receipts.add(store.append(Requests.sized(65_000)));
            assertThat(receipts.getLast().position().segment()).isEqualTo(2);
            for (AppendReceipt receipt : receipts) { // W-020
                assertThat(store.at(receipt.sequence()).orElseThrow().link()).isEqualTo(receipt.link());
            }
        }
    }

    @Test
    void failedWrite_isZeroedAndForced_beforeItsAnswer() {
        try (Store store = open(files)) {
            store.append(Requests.event("before"));
            files.clear();
            plan.on(OperationKind.WRITE).shortWrite(100);
            assertThatThrownBy(() -> store.append(Requests.event("failing")))
                    .isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.writerPoisoned()).isFalse());
            List<OperationKind> asked = files.operations().stream().map(Operation::kind).toList();
            assertThat(asked).contains(OperationKind.ZERO); // J-3, W-070
            assertThat(asked.getLast()).isEqualTo(OperationKind.FORCE);
            assertThat(store.append(Requests.event("after")).revision()).isEqualTo(1);
            plan.assertAllFired();
        }
        try (Store again = open(files)) {
            assertThat(again.verify().ok()).isTrue();
        }
    }

    @Test
    void durableAppend_isOneWriteOneForceAndOneNote() {
        try (Store store = open(files)) {
            store.append(Requests.event("warm"));
            files.clear();
            store.append(Requests.event("measured"));
            assertThat(files.operations()).extracting(Operation::kind)
                    .containsExactly(OperationKind.WRITE, OperationKind.FORCE, OperationKind.WRITE);
            assertThat(files.operations().get(2).name()).startsWith("frontier"); // docs/format.md 4
        }
    }
}
