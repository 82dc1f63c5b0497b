package io.batpak.testkit;

import java.util.function.Predicate;

/** A fault that waits for its operation. Guarded by its plan's lock. */
final class ArmedFault {
    private final Fault fault;
    private final Predicate<Operation> which;
    private final FaultAction action;
    private final boolean repeating;
    private long left;

    ArmedFault(Fault fault, Predicate<Operation> which, FaultAction action, long nth, boolean repeating) {
        this.fault = fault;
        this.which = which;
        this.action = action;
        this.left = nth;
        this.repeating = repeating;
    }

    Fault fault() {
        return fault;
    }

    FaultAction action() {
        return action;
    }

    /** Counts the operation if it is one of those waited for; returns true if this fault hits it. */
    boolean isDueAt(Operation operation) {
        if (!which.test(operation)) {
            return false;
        }
        left--;
        return repeating ? left <= 0 : left == 0;
    }
}
