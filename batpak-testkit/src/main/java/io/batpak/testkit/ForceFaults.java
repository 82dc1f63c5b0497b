package io.batpak.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which forces of a {@link CrashVolume} fail or lie. Guarded by the volume's lock. */
final class ForceFaults {
    /** What becomes of a force. */
    enum Verdict {
        /** It does what it says. */
        HONEST,
        /** It throws, and what it should have made durable is marked clean. */
        FAIL,
        /** It returns as if it had done it. */
        DROP
    }

    private final List<Fault> armed = new ArrayList<>();
    private final List<Failing> failing = new ArrayList<>();
    private final List<Dropping> dropping = new ArrayList<>();

    private static final class Failing {
        private final Fault fault;
        private final Predicate<Operation> which;
        private int left;

        Failing(Fault fault, Predicate<Operation> which, int nth) {
            this.fault = fault;
            this.which = which;
            this.left = nth;
        }

        boolean isDueAt(Operation force) {
            return left > 0 && which.test(force) && --left == 0;
        }
    }

    private record Dropping(Fault fault, Predicate<Operation> which) {}

    Fault fail(int nth, Predicate<Operation> which) {
        if (nth < 1) {
            throw new IllegalArgumentException("Counted from 1 on: " + nth);
        }
        Fault fault = arm("Failing force, number " + nth + " from now");
        failing.add(new Failing(fault, which, nth));
        return fault;
    }

    Fault drop(Predicate<Operation> which) {
        Fault fault = arm("Forces without effect");
        dropping.add(new Dropping(fault, which));
        return fault;
    }

    List<Fault> armed() {
        return List.copyOf(armed);
    }

    Verdict judge(Operation force) {
        Verdict verdict = Verdict.HONEST;
        for (Failing candidate : failing) {
            // Each counts every force, also one that another of them fails.
            if (candidate.isDueAt(force)) {
                candidate.fault.fire();
                verdict = Verdict.FAIL;
            }
        }
        if (verdict == Verdict.FAIL) {
            return verdict;
        }
        for (Dropping candidate : dropping) {
            if (candidate.which.test(force)) {
                candidate.fault.fire();
                return Verdict.DROP;
            }
        }
        return verdict;
    }

    private Fault arm(String description) {
        Fault fault = new Fault(description);
        armed.add(fault);
        return fault;
    }
}
