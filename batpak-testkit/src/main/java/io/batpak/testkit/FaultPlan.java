package io.batpak.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The faults of a {@link FaultyFileSystem}. They may be armed before and while it is used; one operation meets at most
 * one rule, the oldest that is due, but all rules count it.
 *
 * <p><b>Threads:</b> safe for use by many threads at once.
 */
public final class FaultPlan {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Fault> faults = new ArrayList<>();
    private final List<ArmedFault> armed = new ArrayList<>();
    private final DiskSpace space = new DiskSpace();
    private long changingCount;

    /** Makes one without faults. */
    public FaultPlan() {}

    /** Begins a rule for a kind of operation. */
    public FaultRule on(OperationKind kind) {
        return new FaultRule(this, kind);
    }

    /**
     * Leaves room for so many bytes by which files grow from now on. What needs more writes what fits, then throws an
     * {@link IOException} with the message "No space left on device"; when nothing is left no file can be created.
     * Overwriting needs no room. Nothing but {@link #freeSpace} gives any back.
     */
    public Fault fullAfter(long bytes) {
        return locked(() -> {
            Fault fault = register(new Fault("Disk full after " + bytes + " bytes"));
            space.limit(bytes, fault);
            return fault;
        });
    }

    /**
     * Does the same with no room at all, from the changing or forcing operation of that number on; counted from 1, all
     * that came here since this plan was made.
     */
    public Fault fullAt(long operation) {
        return locked(() -> {
            Fault fault = register(new Fault("Disk full at operation " + operation));
            space.fillAt(operation, fault);
            return fault;
        });
    }

    /** Makes room without end, and disarms what would fill it. */
    public void freeSpace() {
        locked(() -> {
            space.release();
            return space;
        });
    }

    /** Returns how many changing or forcing operations came here, those that failed included. */
    public long operationCount() {
        return locked(() -> changingCount);
    }

    /** Returns all faults ever armed. */
    public List<Fault> faults() {
        return locked(() -> List.copyOf(faults));
    }

    /** Throws {@link AssertionError} if one of the armed faults never fired. */
    public void assertAllFired() {
        Fault.requireAllFired(faults());
    }

    Fault arm(ArmedFault rule) {
        return locked(() -> {
            armed.add(rule);
            return register(rule.fault());
        });
    }

    /** Counts an operation, and returns what hits it; if that throws, it is thrown here. */
    Optional<FaultAction> meet(Operation operation) throws IOException {
        Optional<FaultAction> action = locked(() -> due(operation));
        if (action.orElse(null) instanceof FaultAction.Fail failure) {
            throw new IOException(failure.message());
        }
        return action;
    }

    long freeBytes() {
        return locked(space::freeBytes);
    }

    long takeSpace(long bytes) {
        return locked(() -> space.take(bytes));
    }

    IOException exhausted() {
        return locked(space::exhausted);
    }

    private Optional<FaultAction> due(Operation operation) {
        if (operation.kind().isChanging()) {
            changingCount++;
            space.reached(changingCount);
        }
        ArmedFault hit = null;
        for (ArmedFault candidate : armed) {
            if (candidate.isDueAt(operation) && hit == null) {
                hit = candidate;
            }
        }
        if (hit == null) {
            return Optional.empty();
        }
        hit.fault().fire();
        return Optional.of(hit.action());
    }

    private Fault register(Fault fault) {
        faults.add(fault);
        return fault;
    }

    private <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }
}
