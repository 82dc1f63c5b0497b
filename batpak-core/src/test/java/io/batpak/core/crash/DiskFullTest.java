package io.batpak.core.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.error.BatpakException;
import io.batpak.api.error.StorageException;
import io.batpak.testkit.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The disk is full from some operation on, every one in turn, until a request was refused for that; then there is room
 * again. The refusal is a typed one, nothing is lost, and the same store goes on (THR-70).
 */
class DiskFullTest {
    // THR-70, J-3
    @ParameterizedTest
    @EnumSource
    void store_diskFullFromAnyOperationOn_refusesThenGoesOn(CrashScript script) {
        long operations = new FaultRun(script).run(DiskFullTest::thrown).plan.operationCount();
        int refused = 0;
        for (long n = 1; n <= operations; n++) {
            FaultRun run = new FaultRun(script);
            Fault full = run.plan.fullAt(n);
            refused += check(run, full, script + ": disk full from operation " + n + " on");
        }
        assertThat(refused).as("runs that were refused something").isGreaterThan(5);
    }

    // THR-70: the room ends inside a write
    @ParameterizedTest
    @EnumSource
    void store_diskFullInsideAnyWrite_refusesThenGoesOn(CrashScript script) {
        int refused = 0;
        for (long bytes = 0; bytes < 240_000; bytes += bytes < 500 ? 100 : 4_999) {
            FaultRun run = new FaultRun(script);
            Fault full = run.plan.fullAfter(bytes);
            refused += check(run, full, script + ": disk full after " + bytes + " bytes");
        }
        assertThat(refused).as("runs that were refused something").isGreaterThan(5);
    }

    private static int check(FaultRun run, Fault full, String cell) {
        try {
            run.run(DiskFullTest::refusedForLackOfSpace);
            assertThat(run.failures.isEmpty() || full.firings() > 0).isTrue();
            run.requireLegalHistory();
            return run.failures.isEmpty() ? 0 : 1;
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(cell + " after " + run.failures + ": " + e, e);
        }
    }

    private static void refusedForLackOfSpace(FaultRun run, BatpakException failure) {
        if (!(failure instanceof StorageException storage) || !storage.outOfSpace() || storage.writerPoisoned()) {
            throw new AssertionError("not a refusal for lack of space: " + failure, failure);
        }
        if (run.failures.size() > 1) {
            throw new AssertionError("refused again, although there is space: " + failure, failure);
        }
        run.plan.freeSpace();
    }

    private static void thrown(FaultRun run, BatpakException failure) {
        throw failure;
    }
}
