package io.batpak.core.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batpak.api.Store;
import io.batpak.api.error.CorruptionException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.spi.ForceMode;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.Operation;
import io.batpak.testkit.OperationKind;
import io.batpak.testkit.RecordingFileSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an open and its session do with files: in which order, with which mode, and what is given back last. */
class FileHandlingTest {
    private final MemoryFileSystem memory = new MemoryFileSystem();
    private final SpyFileSystem spy = new SpyFileSystem(true);

    private Store open() {
        return Store.open(Opening.config(spy.around(memory)).build());
    }

    @ParameterizedTest // W-064
    @EnumSource
    void commits_forceWithTheModeThatIsSet(ForceMode mode) {
        try (Store store = Store.open(Opening.config(spy.around(memory)).forceMode(mode).build())) {
            store.append(Opening.request("order:1", "warm"));
            spy.calls.clear();
            store.append(Opening.request("order:1", "a"));
            store.appendBatch(List.of(Opening.request("order:1", "b")));
            store.force();
            assertThat(spy.calls).filteredOn(call -> call.contains(".seg"))
                    .containsExactly("force " + mode + " 000001.seg.new", "force " + mode + " 000001.seg.new");
        }
    }

    @Test // LOCK-07
    void lock_isGivenBackLast() {
        open().close();
        requireLockLast();
        spy.calls.clear();
        open().close();
        requireLockLast();
    }

    private void requireLockLast() {
        assertThat(spy.calls).endsWith("close lock", "close directory")
                .anyMatch(call -> call.startsWith("close 000001.seg"))
                .anyMatch(call -> call.startsWith("close frontier"));
    }

    @Test // LOCK-07, OPEN-03
    void lock_isGivenBackByAnOpenThatFails() {
        Map<String, byte[]> files = Opening.filled(true);
        files.get("000001.seg")[300] ^= 1;
        memory.load(Opening.DIRECTORY, files);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(this::open).isInstanceOf(CorruptionException.class);
            assertThat(spy.calls).endsWith("close lock", "close directory");
        }
    }

    @Test // W-001, THR-73
    void secondWriterInTheSameProcess_isRefused_untilTheFirstIsClosed() {
        try (Store first = open()) {
            var refusal = catchThrowableOfType(StoreUnavailableException.class, this::open);
            assertThat(refusal.code()).isEqualTo(ErrorCode.STORE_LOCKED);
            assertThat(refusal).hasMessageContaining("process " + ProcessHandle.current().pid());
            assertThat(first.append(Opening.request("order:1", "a")).revision()).isZero();
            Store.openReadOnly(Opening.config(memory).build()).close();
        }
        open().close();
    }

    @Test // OPEN-02, OPEN-03
    void writableOpen_locksSweepsReadsEverything_beforeItChangesAnything() {
        Map<String, byte[]> left = Opening.filled(false);
        left.put("000009.seg.new", new byte[10]);
        memory.load(Opening.DIRECTORY, left);
        RecordingFileSystem files = new RecordingFileSystem(memory);
        Store.open(Opening.config(files).build());

        List<Operation> operations = files.operations();
        int locked = indexOf(operations, OperationKind.LOCK, "lock");
        int swept = indexOf(operations, OperationKind.DELETE, "000009.seg.new");
        int meta = indexOf(operations, OperationKind.READ, "store.meta");
        int firstSegment = indexOf(operations, OperationKind.READ, "000001.seg");
        List<String> segments = left.keySet().stream().filter(n -> n.endsWith(".seg")).sorted().toList();
        int repaired = firstChange(operations, segments.getLast());
        int lastSegment = lastRead(operations.subList(0, repaired), segments.getLast());
        int session = indexOf(operations, OperationKind.REPLACE, "store.meta");
        int firstEvent = firstWriteBehindAHeader(operations, session);
        assertThat(List.of(locked, swept, meta, firstSegment, lastSegment, repaired, session, firstEvent))
                .doesNotContain(-1).isSorted().doesNotHaveDuplicates();
        assertThat(operations.subList(0, repaired)).filteredOn(o -> o.kind().isChanging())
                .extracting(o -> o.kind() + " " + o.name())
                .containsExactlyInAnyOrder("LOCK lock", "DELETE 000003.seg.new", "DELETE 000009.seg.new");
    }

    private static int indexOf(List<Operation> operations, OperationKind kind, String name) {
        for (int i = 0; i < operations.size(); i++) {
            if (operations.get(i).kind() == kind && operations.get(i).concerns(name)) {
                return i;
            }
        }
        return -1;
    }

    private static int firstChange(List<Operation> operations, String name) {
        for (int i = 0; i < operations.size(); i++) {
            if (operations.get(i).kind().isChanging() && operations.get(i).concerns(name)) {
                return i;
            }
        }
        return operations.size();
    }

    private static int lastRead(List<Operation> operations, String name) {
        int last = -1;
        for (int i = 0; i < operations.size(); i++) {
            last = operations.get(i).kind() == OperationKind.READ && operations.get(i).concerns(name) ? i : last;
        }
        return last;
    }

    private static int firstWriteBehindAHeader(List<Operation> operations, int from) {
        List<Integer> found = new ArrayList<>();
        for (int i = from; i < operations.size(); i++) {
            Operation o = operations.get(i);
            if (o.kind() == OperationKind.WRITE && o.name().contains(".seg") && o.offset() == 192) {
                found.add(i);
            }
        }
        return found.isEmpty() ? -1 : found.getFirst();
    }
}
