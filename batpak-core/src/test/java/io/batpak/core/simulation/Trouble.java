package io.batpak.core.simulation;

import io.batpak.core.crash.Oracle;
import io.batpak.testkit.CrashFileSystem;
import io.batpak.testkit.FaultPlan;
import io.batpak.testkit.FaultRule;
import io.batpak.testkit.Operation;
import io.batpak.testkit.OperationKind;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What the medium does to one life: the power fails after so many file operations, and before that one of them may fail.
 * It is weighed out against a life without it, so that it is certain to come.
 */
final class Trouble {
    /** How an operation fails. */
    private enum Sort {
        /** It does nothing and throws. */
        FAILS,
        /** A write does its first bytes. */
        CUT_SHORT,
        /** A force loses what it should have kept. */
        LOSES_PAGES
    }

    private final long cut;
    private final Sort sort;
    private final OperationKind kind;
    private final int nth;
    private final long bytes;
    private final long strikesAt;
    private final FaultPlan plan = new FaultPlan();
    private final boolean honest;

    private Trouble(long cut, boolean honest, Sort sort, OperationKind kind, int nth, long bytes,
            long strikesAt) {
        this.cut = cut;
        this.honest = honest;
        this.sort = sort;
        this.kind = kind;
        this.nth = nth;
        this.bytes = bytes;
        this.strikesAt = strikesAt;
    }

    /** Returns none. */
    static Trouble none() {
        return new Trouble(Long.MAX_VALUE, true, Sort.FAILS, OperationKind.WRITE, 0, 0, 0);
    }

    /** Returns the failure of one of these operations. */
    static Trouble drawn(List<Operation> operations, SplittableRandom chance) {
        List<Operation> candidates = operations.stream().filter(o -> o.kind() != OperationKind.LOCK).toList();
        Operation victim = candidates.get(chance.nextInt(candidates.size()));
        int nth = (int) candidates.stream().filter(o -> o.kind() == victim.kind() && o.index() <= victim.index())
                .count();
        boolean otherwise = chance.nextBoolean();
        Sort sort = Sort.FAILS;
        if (otherwise && victim.kind() == OperationKind.WRITE && victim.length() > 1) {
            sort = Sort.CUT_SHORT;
        } else if (otherwise && victim.kind() == OperationKind.FORCE) {
            sort = Sort.LOSES_PAGES;
        }
        long bytes = victim.length() > 1 ? 1 + chance.nextLong(victim.length() - 1) : 0;
        return new Trouble(Long.MAX_VALUE, false, sort, victim.kind(), nth, bytes, victim.index());
    }

    /** Returns the same, and the power fails after so many file operations. */
    Trouble andCut(long after) {
        return new Trouble(after, honest, sort, kind, nth, bytes, strikesAt);
    }

    /** Arms everything. */
    void strike(CrashFileSystem disk) {
        disk.cutAfter(cut);
        if (honest) {
            return;
        }
        if (sort == Sort.LOSES_PAGES) {
            disk.failForce(nth);
            return;
        }
        FaultRule rule = plan.on(kind).nth(nth);
        if (sort == Sort.CUT_SHORT) {
            rule.shortWrite(bytes);
        } else {
            rule.fail();
        }
    }

    /** Throws if the fault did not come: such a run proves nothing. */
    void requireStruck(CrashFileSystem disk) {
        plan.assertAllFired();
        disk.assertAllFired();
        Oracle.require(cut == Long.MAX_VALUE || disk.isCut(), "the power did not fail after " + cut);
    }

    /** Returns the number of the file operation that fails. */
    long strikesAt() {
        return strikesAt;
    }

    FaultPlan plan() {
        return plan;
    }

    /** Returns true if no operation fails. */
    boolean isHonest() {
        return honest;
    }

    @Override
    public String toString() {
        return (honest ? "" : kind + " number " + nth + " " + sort + " ") + "cut after " + cut;
    }
}
