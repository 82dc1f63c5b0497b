package io.batpak.core.crash;

import io.batpak.api.error.BatpakException;
import io.batpak.testkit.CrashFileSystem;
import io.batpak.testkit.CrashPolicy;
import io.batpak.testkit.FaultPlan;
import io.batpak.testkit.FaultyFileSystem;
import io.batpak.testkit.OperationKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** A run of a script to its end on a medium that fails once, and what the store makes of it afterwards. */
final class FaultRun {
    final CrashFileSystem disk = new CrashFileSystem();
    final FaultPlan plan = new FaultPlan();
    final Journal journal = new Journal();
    final List<BatpakException> failures = new ArrayList<>();
    final Setup setup;
    private final FaultyFileSystem faulty = new FaultyFileSystem(disk, plan);
    private final CrashScript script;

    FaultRun(CrashScript script) {
        this.script = script;
        this.setup = script.setup();
    }

    /** Runs the script; after a failure it goes on. */
    FaultRun run(BiConsumer<FaultRun, BatpakException> whenFailed) {
        script.run(new Session(faulty, journal, setup, failure -> {
            failures.add(failure);
            whenFailed.accept(this, failure);
        }));
        return this;
    }

    /** Takes the power away from what there is, as the policies say; each time the history is a legal one. */
    void requireLegalHistory(List<CrashPolicy> policies) {
        for (CrashPolicy policy : policies) {
            Journal left = journal.copy();
            try {
                reopen(disk.restart(policy), left);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("policy " + policy + ": " + e, e);
            }
        }
    }

    private void reopen(CrashFileSystem left, Journal history) {
        Session session = new Session(left, history, setup.seed(31));
        Oracle.judge(session.store(), history);
        session.durable(40);
        session.written(40);
        // pages that a failed force marked clean were written again: they are not lost by having been read (4a)
        Session last = new Session(left.restart(CrashPolicy.loseAll()), history, setup.seed(32));
        Oracle.judge(last.store(), history);
    }

    /** Returns the policies that differ most after a fault. */
    static List<CrashPolicy> fewPolicies(long seed) {
        return List.of(CrashPolicy.loseAll(), CrashPolicy.sectors(seed));
    }

    /** Returns how many operations of each changing kind the script does without a fault. */
    static Map<OperationKind, Integer> operations(CrashScript script) {
        Map<OperationKind, Integer> counts = new EnumMap<>(OperationKind.class);
        FaultRun run = new FaultRun(script).run((r, e) -> {
            throw e;
        });
        run.disk.operations().forEach(operation -> counts.merge(operation.kind(), 1, Integer::sum));
        return counts;
    }
}
