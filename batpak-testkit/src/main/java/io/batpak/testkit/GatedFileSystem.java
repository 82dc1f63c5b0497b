package io.batpak.testkit;

import io.batpak.api.spi.StoreFileSystem;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A file system around another whose forces of files can be held back, for tests of what gathers behind one.
 *
 * <p><b>Threads:</b> safe for use by many threads at once.
 */
public final class GatedFileSystem extends ForwardingFileSystem {
    private final Map<String, Long> forceCounts = new ConcurrentHashMap<>();
    private volatile @Nullable ForceGate gate;

    /** Makes one around another; nothing is held yet. */
    public GatedFileSystem(StoreFileSystem inner) {
        super(inner);
    }

    /** Holds every force of a file that comes from now on; a gate from before holds no new ones. */
    public ForceGate holdForces() {
        ForceGate closed = new ForceGate();
        gate = closed;
        return closed;
    }

    /** Returns how many forces of a file of that name returned without failing. */
    public long forceCount(String name) {
        return forceCounts.getOrDefault(name, 0L);
    }

    /** Returns how many forces of files returned without failing. */
    public long forceCount() {
        return forceCounts.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    <T> T around(Operation operation, Call<T> call) throws IOException {
        if (operation.kind() != OperationKind.FORCE) {
            return call.run();
        }
        ForceGate now = gate;
        if (now != null) {
            now.pass();
        }
        T result = call.run();
        forceCounts.merge(operation.name(), 1L, Long::sum);
        return result;
    }
}
