package io.batpak.core.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.error.BatpakException;
import io.batpak.api.error.StorageException;
import io.batpak.testkit.CrashPolicy;
import io.batpak.testkit.Fault;
import io.batpak.testkit.Operation;
import io.batpak.testkit.OperationKind;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** Puts one fault at every place of a script, one run for each. */
final class FaultSweep {
    private static final List<OperationKind> KINDS = List.of(OperationKind.CREATE, OperationKind.WRITE,
            OperationKind.ZERO, OperationKind.TRUNCATE, OperationKind.FORCE, OperationKind.REPLACE,
            OperationKind.DELETE, OperationKind.FORCE_DIRECTORY);

    private final CrashScript script;
    private final List<CrashPolicy> policies;

    FaultSweep(CrashScript script, LongFunction<List<CrashPolicy>> policies) {
        this.script = script;
        this.policies = policies.apply(script.setup().seed());
    }

    /** Lets each operation fail once, and do nothing. */
    void failAny() {
        Map<OperationKind, Integer> counts = FaultRun.operations(script);
        for (OperationKind kind : KINDS) {
            for (int nth = 1; nth <= counts.getOrDefault(kind, 0); nth++) {
                FaultRun run = new FaultRun(script);
                run.plan.on(kind).nth(nth).fail();
                check(run, kind + " number " + nth + " fails");
                run.plan.assertAllFired();
            }
        }
    }

    /** Lets each write end early. */
    void cutAnyWriteShort(long... lengths) {
        int writes = FaultRun.operations(script).getOrDefault(OperationKind.WRITE, 0);
        for (int nth = 1; nth <= writes; nth++) {
            for (long bytes : lengths) {
                FaultRun run = new FaultRun(script);
                run.plan.on(OperationKind.WRITE).nth(nth).shortWrite(bytes);
                check(run, "write number " + nth + " ends after " + bytes + " bytes");
                run.plan.assertAllFired();
            }
        }
    }

    /** Lets each force fail and mark clean what it should have made durable. */
    void losePagesOfAnyForce() {
        int forces = FaultRun.operations(script).getOrDefault(OperationKind.FORCE, 0);
        for (int nth = 1; nth <= forces; nth++) {
            FaultRun run = new FaultRun(script);
            run.disk.failForce(nth);
            check(run, "force number " + nth + " fails and loses its pages");
            run.disk.assertAllFired();
            requireNotForcedAgain(run, nth);
        }
    }

    private void requireNotForcedAgain(FaultRun run, int nth) {
        List<Operation> operations = run.disk.operations();
        Operation failed = operations.stream().filter(o -> o.kind() == OperationKind.FORCE).toList().get(nth - 1);
        if (failed.name().endsWith(".seg")) {
            assertThat(operations.stream().skip(failed.index()).takeWhile(o -> !isNextSession(o)))
                    .as(script + ": after " + failed)
                    .noneMatch(o -> o.kind() == OperationKind.FORCE && o.name().equals(failed.name()));
        }
    }

    private static boolean isNextSession(Operation operation) {
        return operation.kind() == OperationKind.LOCK
                || (operation.kind() == OperationKind.WRITE && operation.name().equals("lock"));
    }

    /** Lets the disk be full from each operation on, until something was refused. */
    void fillFromAnyOperation() {
        FaultRun honest = new FaultRun(script);
        honest.run((run, failure) -> {
            throw failure;
        });
        int refused = 0;
        for (long n = 1; n <= honest.plan.operationCount(); n++) {
            FaultRun run = new FaultRun(script);
            refused += checkFull(run, run.plan.fullAt(n), "disk full from operation " + n + " on");
        }
        assertThat(refused).as(script + ": runs that were refused something").isGreaterThan(5);
    }

    /** Lets the room end after so many bytes, finer where the store is made. */
    void fillInsideWrites(long step) {
        int refused = 0;
        for (long bytes = 0; bytes < 240_000; bytes += bytes < 500 ? 100 : step) {
            FaultRun run = new FaultRun(script);
            refused += checkFull(run, run.plan.fullAfter(bytes), "disk full after " + bytes + " bytes");
        }
        assertThat(refused).as(script + ": runs that were refused something").isGreaterThan(5);
    }

    private int checkFull(FaultRun run, Fault full, String cell) {
        told(run, cell, () -> {
            run.run(FaultSweep::requireLackOfSpace);
            assertThat(run.failures.isEmpty() || full.firings() > 0).isTrue();
            run.requireLegalHistory(policies);
        });
        return run.failures.isEmpty() ? 0 : 1;
    }

    private static void requireLackOfSpace(FaultRun run, BatpakException failure) {
        if (!(failure instanceof StorageException storage) || !storage.outOfSpace() || storage.writerPoisoned()) {
            throw new AssertionError("not a refusal for lack of space: " + failure, failure);
        }
        if (run.failures.size() > 1) {
            throw new AssertionError("refused again, although there is space: " + failure, failure);
        }
        run.plan.freeSpace();
    }

    private void check(FaultRun run, String cell) {
        told(run, cell, () -> {
            run.run((r, failure) -> {
                // typed, and written down: the script goes on
            });
            run.requireLegalHistory(policies);
        });
    }

    private void told(FaultRun run, String cell, Runnable check) {
        try {
            check.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    script + " seed " + run.setup.seed() + ": " + cell + " after " + run.failures + ": " + e,
                    e);
        }
    }
}
