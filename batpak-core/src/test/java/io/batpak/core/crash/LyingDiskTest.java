package io.batpak.core.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.error.BatpakException;
import io.batpak.api.error.CorruptionException;
import io.batpak.api.error.OutcomeUnknownException;
import io.batpak.testkit.CrashFileSystem;
import io.batpak.testkit.CrashPolicy;
import io.batpak.testkit.Operation;
import io.batpak.testkit.OperationKind;
import io.batpak.testkit.SimulatedPowerCut;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A disk that says it forced and did not: acknowledged events may be lost, and nothing else. What opens after a power cut
 * is a prefix of what was asked for, with its chains intact, or the open is refused as damage (W-080).
 */
class LyingDiskTest {
    /** Which forces do nothing. */
    private enum Lie {
        ALL(operation -> true),
        OF_SEGMENTS(operation -> operation.kind() == OperationKind.FORCE && operation.name().contains(".seg")),
        OF_NAMES(operation -> operation.kind() == OperationKind.FORCE_DIRECTORY),
        OF_THE_FRONTIER(operation -> operation.kind() == OperationKind.FORCE && operation.name().contains("frontier"));

        final Predicate<Operation> dropped;

        Lie(Predicate<Operation> dropped) {
            this.dropped = dropped;
        }
    }

    private int opened;
    private int refused;
    private int lost;

    @ParameterizedTest // W-080
    @EnumSource(names = {"SINGLES", "BATCHES", "ROTATION", "REOPENINGS", "KEYS"})
    void powerCut_onADiskThatLies_leavesAPrefixOrARefusal(CrashScript script, TestReporter reporter) {
        for (Lie lie : Lie.values()) {
            for (long cut = 9; cut < 400; cut += 31) {
                if (!cut(script, lie, cut)) {
                    break;
                }
            }
        }
        reporter.publishEntry(script.name(), opened + " opened, " + refused + " refused, " + lost + " attempts lost");
        assertThat(opened).isPositive();
        assertThat(refused).isPositive();
        assertThat(lost).isPositive();
    }

    /** Runs the script to the cut; returns false if it ended before. */
    private boolean cut(CrashScript script, Lie lie, long cut) {
        CrashFileSystem disk = new CrashFileSystem();
        disk.dropForce(lie.dropped);
        disk.cutAfter(cut);
        Journal journal = new Journal();
        try {
            script.run(new Session(disk, journal, script.setup()));
        } catch (SimulatedPowerCut | OutcomeUnknownException e) {
            assertThat(disk.isCut()).isTrue();
        }
        List<CrashPolicy> policies = CrashPolicy.all(script.setup().seed() + cut);
        for (int i = (int) cut % 4; i < policies.size(); i += 4) {
            CrashPolicy policy = policies.get(i);
            try {
                reopen(disk.restart(policy), journal.disbelieved(), script.setup());
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        script + ", lie " + lie + ", cut after " + cut + ", policy " + policy + ": " + e, e);
            }
        }
        return disk.isCut();
    }

    private void reopen(CrashFileSystem left, Journal journal, Setup setup) {
        Store store;
        try {
            store = Store.open(Session.config(left, setup.seed(17), new Hands(Setup.Held.WRITER)));
        } catch (BatpakException e) {
            assertThat(e).isInstanceOf(CorruptionException.class);
            refused++;
            return;
        }
        opened++;
        lost += Oracle.judge(store, journal).lost();
    }
}
