package io.batpak.testkit;

import io.batpak.api.spi.StoreFileSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * A file system around another that writes down everything that is asked of it, reads included, before it is done.
 *
 * <p><b>Threads:</b> safe for use by many threads at once.
 */
public final class RecordingFileSystem extends ForwardingFileSystem {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Operation> operations = new ArrayList<>();

    /** Makes one around another. */
    public RecordingFileSystem(StoreFileSystem inner) {
        super(inner);
    }

    /** Returns what was asked for, in order, numbered from 1 on. */
    public List<Operation> operations() {
        lock.lock();
        try {
            return List.copyOf(operations);
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many operations the predicate accepts. */
    public long count(Predicate<Operation> which) {
        return operations().stream().filter(which).count();
    }

    /** Returns how many operations there were of a kind. */
    public long count(OperationKind kind) {
        return count(operation -> operation.kind() == kind);
    }

    /** Returns how many operations there were of a kind on a file of that name. */
    public long count(OperationKind kind, String name) {
        return count(operation -> operation.kind() == kind && operation.concerns(name));
    }

    /** Forgets everything so far. */
    public void clear() {
        lock.lock();
        try {
            operations.clear();
        } finally {
            lock.unlock();
        }
    }

    @Override
    <T> T around(Operation operation, Call<T> call) throws IOException {
        lock.lock();
        try {
            operations.add(operation.numbered(operations.size() + 1L));
        } finally {
            lock.unlock();
        }
        return call.run();
    }
}
