package io.batpak.testkit;

import java.util.function.Predicate;

/**
 * Says which operation a fault hits: the first of its kind from now on, unless told otherwise; and then what the fault
 * is, which arms it. An immutable value.
 */
public final class FaultRule {
    private final FaultPlan plan;
    private final OperationKind kind;
    private final Predicate<Operation> which;
    private final String description;
    private final int nth;
    private final boolean repeating;

    FaultRule(FaultPlan plan, OperationKind kind) {
        this(plan, kind, operation -> operation.kind() == kind, kind.toString(), 1, false);
    }

    private FaultRule(FaultPlan plan, OperationKind kind, Predicate<Operation> which, String description, int nth,
            boolean repeating) {
        this.plan = plan;
        this.kind = kind;
        this.which = which;
        this.description = description;
        this.nth = nth;
        this.repeating = repeating;
    }

    /** Counts only operations on a file of that name; of a replacement either name. */
    public FaultRule named(String name) {
        return matching(operation -> operation.concerns(name), "on " + name);
    }

    /** Counts only operations that the predicate accepts as well. */
    public FaultRule where(Predicate<Operation> condition) {
        return matching(condition, "where");
    }

    /** Hits the {@code nth} of those counted, from 1 on. */
    public FaultRule nth(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("Counted from 1 on: " + number);
        }
        return new FaultRule(plan, kind, which, description + " number " + number, number, repeating);
    }

    /** Hits all that follow as well. */
    public FaultRule andLater() {
        return new FaultRule(plan, kind, which, description + " and later", nth, true);
    }

    /** Lets it throw an {@link java.io.IOException} and do nothing. */
    public Fault fail() {
        return fail("Input/output error (simulated)");
    }

    /** Does the same, with a message of its own. */
    public Fault fail(String message) {
        return arm("fails", new FaultAction.Fail(message));
    }

    /** Lets a write or zeroing do its first bytes, then throw an {@link java.io.IOException}. */
    public Fault shortWrite(long byteCount) {
        requireKind(kind == OperationKind.WRITE || kind == OperationKind.ZERO);
        return arm("is cut short to " + byteCount + " bytes", new FaultAction.ShortWrite(byteCount));
    }

    /** Lets a read of a file return after its first bytes though there are more; one of a view throw. */
    public Fault shortRead(int byteCount) {
        requireKind(kind == OperationKind.READ);
        return arm("is cut short to " + byteCount + " bytes", new FaultAction.ShortRead(byteCount));
    }

    /** Lets a read see one bit flipped; counts only reads that cover it, as far as they were asked to. */
    public Fault flipBit(long offset, int bit) {
        requireKind(kind == OperationKind.READ);
        if (bit < 0 || bit > 7) {
            throw new IllegalArgumentException("Bit 0 to 7: " + bit);
        }
        return matching(read -> read.offset() <= offset && offset - read.offset() < read.length(),
                "covering offset " + offset).arm("flips bit " + bit, new FaultAction.FlipBit(offset, bit));
    }

    private FaultRule matching(Predicate<Operation> condition, String words) {
        return new FaultRule(plan, kind, which.and(condition), description + " " + words, nth, repeating);
    }

    private Fault arm(String words, FaultAction action) {
        return plan.arm(new ArmedFault(new Fault(description + " " + words), which, action, nth, repeating));
    }

    private void requireKind(boolean right) {
        if (!right) {
            throw new IllegalArgumentException("No such fault of a " + kind);
        }
    }
}
