package io.batpak.core.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.testkit.Operation;
import io.batpak.testkit.OperationKind;
import java.util.List;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The power fails after every file operation of small scripts, under every policy of what a medium then keeps. The store
 * opens, and has everything that it promised and nothing else (SIM-04, SIM-06).
 */
class CrashTest {
    // O1, O2, O3, O4, O5, O6, O7, O9, O10, W-073, W-080, SIM-01
    @ParameterizedTest
    @EnumSource
    void store_powerCutAfterEveryOperation_keepsItsPromises(CrashScript script, TestReporter reporter) {
        CrashMatrix matrix = new CrashMatrix(script, script.setup()).cutEverywhere();

        CrashMatrix.Reach reach = matrix.reach();
        reporter.publishEntry(script + ": " + matrix.operations().size() + " operations", reach.toString());
        assertThat(reach.cells).isEqualTo(18L * (matrix.operations().size() + 1));
        assertThat(reach.images).isGreaterThan(matrix.operations().size() / 2);
        assertThat(reach.lost).as("attempts lost").isPositive();
        assertThat(reach.unansweredFound > 0 || script == CrashScript.UNFORCED).as("found without an answer").isTrue();
        assertThat(reach.tailsCut).as("tails cut").isPositive();
    }

    // O8, OPEN-07
    @ParameterizedTest
    @EnumSource
    void recovery_powerCutAfterEveryOperation_findsTheSame(CrashScript script, TestReporter reporter) {
        CrashMatrix matrix = new CrashMatrix(script, script.setup());
        int size = matrix.operations().size();

        matrix.cutRecoveries(n -> n % 29 == size % 29, 2);

        reporter.publishEntry(script + " recoveries", matrix.reach().toString());
        assertThat(matrix.reach().reopenings).isGreaterThan(20);
    }

    // O11, W-081
    @ParameterizedTest
    @EnumSource
    void script_sameSeed_doesTheSame(CrashScript script) {
        CrashRun first = CrashRun.of(script, script.setup(), Long.MAX_VALUE);
        CrashRun second = CrashRun.of(script, script.setup(), Long.MAX_VALUE);

        assertThat(second.disk().operations()).isEqualTo(first.disk().operations());
        first.disk().visible(Session.DIRECTORY).forEach((name, bytes) -> assertThat(bytes)
                .as(name).isEqualTo(second.disk().visible(Session.DIRECTORY).get(name)));
    }

    // J-47: the scripts meet what they are there for
    @ParameterizedTest
    @EnumSource(names = {"ROTATION", "LATE_HELPER", "UNFORCED", "OVERSIZE"})
    void script_thatRotates_hasOperationsInsideRotation(CrashScript script) {
        List<Operation> operations = new CrashMatrix(script, script.setup()).operations();

        assertThat(operations).anyMatch(o -> o.kind() == OperationKind.REPLACE && o.target().equals("000002.seg"));
        assertThat(operations).anyMatch(o -> o.kind() == OperationKind.TRUNCATE && o.name().equals("000001.seg"));
    }
}
