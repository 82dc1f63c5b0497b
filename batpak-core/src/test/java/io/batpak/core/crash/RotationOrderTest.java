package io.batpak.core.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.testkit.Operation;
import io.batpak.testkit.OperationKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of rotation (J-47) and of {@code store.meta} (docs/format.md 5), as the medium sees it. */
class RotationOrderTest {
    private static final String OLD = "000001.seg";
    private static final String STAGING = "000002.seg.new";

    // J-47, W-065, W-066: force the old one, seal it, force; then write the next one's header, force, name, force the directory
    @Test
    void rotation_ofUnforcedEvents_goesStepByStep() {
        List<Operation> operations = run(CrashScript.UNFORCED);
        int seal = indexOf(operations, 0, OperationKind.TRUNCATE, OLD) - 1;

        assertThat(operations.get(seal).kind()).isEqualTo(OperationKind.WRITE);
        assertThat(lastOn(operations.subList(0, seal), OLD).kind()).as("before the seal record")
                .isEqualTo(OperationKind.FORCE);
        int sealed = indexOf(operations, seal, OperationKind.FORCE, OLD);
        int header = headerOf(operations, STAGING);
        int forced = indexOf(operations, header, OperationKind.FORCE, STAGING);
        int named = indexOf(operations, 0, OperationKind.REPLACE, STAGING);
        int directory = indexOf(operations, named, OperationKind.FORCE_DIRECTORY, "");
        int used = indexOf(operations, named, OperationKind.WRITE, "000002.seg");
        assertThat(List.of(seal, sealed, header, forced, named, directory, used)).isSorted().doesNotContain(-1);
    }

    // docs/format.md 5: write, force, replace, force the directory
    @Test
    void metaFile_replaced_isForcedBeforeAndItsNameAfterwards() {
        List<Operation> operations = run(CrashScript.REOPENINGS);
        int replaced = 0;
        for (int i = 1; i < operations.size() - 1; i++) {
            if (operations.get(i).kind() == OperationKind.REPLACE && operations.get(i).target().equals("store.meta")) {
                assertThat(operations.get(i - 1).kind()).isEqualTo(OperationKind.FORCE);
                assertThat(operations.get(i + 1).kind()).isEqualTo(OperationKind.FORCE_DIRECTORY);
                replaced++;
            }
        }
        assertThat(replaced).isGreaterThan(2);
    }

    private static List<Operation> run(CrashScript script) {
        return CrashRun.of(script, script.setup(), Long.MAX_VALUE).disk().operations();
    }

    private static int headerOf(List<Operation> operations, String name) {
        for (int i = 0; i < operations.size(); i++) {
            Operation o = operations.get(i);
            if (o.kind() == OperationKind.WRITE && o.name().equals(name) && o.offset() == 0) {
                return i;
            }
        }
        return -1;
    }

    private static Operation lastOn(List<Operation> operations, String name) {
        return operations.stream().filter(o -> o.name().equals(name)).reduce((a, b) -> b).orElseThrow();
    }

    private static int indexOf(List<Operation> operations, int from, OperationKind kind, String name) {
        for (int i = from; i < operations.size(); i++) {
            if (operations.get(i).kind() == kind && operations.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
