package io.batpak.core.frontier;

import io.batpak.api.read.RegisteredConsumer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Those who work events off. The applied point is the least of what they reported; without any it is where the store was
 * when it had been opened (FRN-4).
 */
public final class Consumers {
    private final Watermarks watermarks;
    private final long atOpen;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Registered> registered = new HashMap<>();

    /** Begins where the store is now. */
    public Consumers(Watermarks watermarks) {
        this.watermarks = watermarks;
        this.atOpen = watermarks.visible();
        watermarks.applied(atOpen);
    }

    /** Registers one that has worked off everything below {@code applied}. */
    public RegisteredConsumer register(String name, long applied) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a consumer needs a name");
        }
        Registered consumer = new Registered(name, requireVisible(applied));
        lock.lock();
        try {
            if (registered.putIfAbsent(name, consumer) != null) {
                throw new IllegalArgumentException(
                        "a consumer named " + name + " is registered; close it, or choose another name");
            }
            settle();
        } finally {
            lock.unlock();
        }
        return consumer;
    }

    private long requireVisible(long bound) {
        long visible = watermarks.visible();
        if (bound < 0 || bound > visible) {
            throw new IllegalArgumentException("bound " + bound + " is outside 0 to " + visible + ", what is visible");
        }
        return bound;
    }

    private void settle() {
        watermarks.applied(registered.values().stream().mapToLong(Registered::applied).min().orElse(atOpen));
    }

    /** One that is registered, or was. */
    private final class Registered implements RegisteredConsumer {
        private final String name;
        private volatile long applied;

        Registered(String name, long applied) {
            this.name = name;
            this.applied = applied;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long applied() {
            return applied;
        }

        @Override
        public void advance(long bound) {
            requireVisible(bound);
            lock.lock();
            try {
                applied = Math.max(applied, bound);
                settle();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (registered.remove(name, this)) {
                    settle();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
