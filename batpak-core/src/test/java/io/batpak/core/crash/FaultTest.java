package io.batpak.core.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.error.BatpakException;
import io.batpak.testkit.Operation;
import io.batpak.testkit.OperationKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One operation of the medium fails, every one in turn. What was asked for meanwhile ends in a typed outcome, and
 * whatever a later power cut leaves is a history that these outcomes allow.
 */
class FaultTest {
    private static final List<OperationKind> KINDS = List.of(OperationKind.CREATE, OperationKind.WRITE,
            OperationKind.ZERO, OperationKind.TRUNCATE, OperationKind.FORCE, OperationKind.REPLACE,
            OperationKind.DELETE, OperationKind.FORCE_DIRECTORY);

    // O5, O12, J-3
    @ParameterizedTest
    @EnumSource
    void store_anyOperationFails_endsInTypedOutcomesAndALegalHistory(CrashScript script) {
        Map<OperationKind, Integer> counts = FaultRun.operations(script);
        for (OperationKind kind : KINDS) {
            for (int nth = 1; nth <= counts.getOrDefault(kind, 0); nth++) {
                FaultRun run = new FaultRun(script);
                run.plan.on(kind).nth(nth).fail();
                check(run, script + ": " + kind + " number " + nth + " fails");
                run.plan.assertAllFired();
            }
        }
    }

    // J-3, W-084: what a short write left is removed, or the writer stops
    @ParameterizedTest
    @EnumSource
    void store_anyWriteIsCutShort_keepsNothingOfWhatItRefused(CrashScript script) {
        int writes = FaultRun.operations(script).get(OperationKind.WRITE);
        for (int nth = 1; nth <= writes; nth++) {
            for (long bytes : new long[] {1, 200, 1800}) {
                FaultRun run = new FaultRun(script);
                run.plan.on(OperationKind.WRITE).nth(nth).shortWrite(bytes);
                check(run, script + ": write number " + nth + " ends after " + bytes + " bytes");
                run.plan.assertAllFired();
            }
        }
    }

    // A-4, POI-01: a force that failed made nothing durable, and is not tried again
    @ParameterizedTest
    @EnumSource
    void store_anyForceLosesItsPages_neverForcesThatFileAgain(CrashScript script) {
        int forces = FaultRun.operations(script).get(OperationKind.FORCE);
        for (int nth = 1; nth <= forces; nth++) {
            String cell = script + ": force number " + nth + " fails and loses its pages";
            FaultRun run = new FaultRun(script);
            run.disk.failForce(nth);
            check(run, cell);
            run.disk.assertAllFired();
            Operation failed = run.disk.operations().stream().filter(o -> o.kind() == OperationKind.FORCE).toList()
                    .get(nth - 1);
            if (failed.name().endsWith(".seg")) {
                assertThat(laterInSession(run, failed)).as(cell + ": " + failed)
                        .noneMatch(o -> o.kind() == OperationKind.FORCE && o.name().equals(failed.name()));
            }
        }
    }

    /** Returns what came after an operation, up to the next session's own lock. */
    private static List<Operation> laterInSession(FaultRun run, Operation from) {
        return run.disk.operations().stream().skip(from.index())
                .takeWhile(o -> o.kind() != OperationKind.LOCK).toList();
    }

    private static void check(FaultRun run, String cell) {
        try {
            run.run((r, failure) -> {
            });
            assertThat(run.failures).doesNotContainNull().allMatch(BatpakException.class::isInstance);
            run.requireLegalHistory();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(cell + " after " + run.failures + ": " + e, e);
        }
    }
}
