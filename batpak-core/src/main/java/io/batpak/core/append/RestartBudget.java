package io.batpak.core.append;

import io.batpak.api.append.RestartPolicy;
import io.batpak.api.spi.StoreClock;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts restarts against the policy (WRT-22). For the holder of the writer role. */
final class RestartBudget {
    private final RestartPolicy policy;
    private final StoreClock clock;
    private long windowBegin;
    private int used;
    private final AtomicInteger total = new AtomicInteger();

    RestartBudget(RestartPolicy policy, StoreClock clock) {
        this.policy = policy;
        this.clock = clock;
        this.windowBegin = clock.monotonicNanos();
    }

    /** Takes one restart, if there is one left. */
    boolean take() {
        int max = switch (policy) {
            case RestartPolicy.Once once -> 1;
            case RestartPolicy.Bounded bounded -> {
                long now = clock.monotonicNanos();
                if (now - windowBegin > bounded.within().toNanos()) {
                    windowBegin = now;
                    used = 0;
                }
                yield bounded.maxRestarts();
            }
        };
        if (used >= max) {
            return false;
        }
        used++;
        total.incrementAndGet();
        return true;
    }

    /** Returns how many restarts were taken in all. For any thread. */
    int total() {
        return total.get();
    }

    /** Says how many of how many were used, for people. */
    String text() {
        return switch (policy) {
            case RestartPolicy.Once once -> used + " of 1";
            case RestartPolicy.Bounded bounded ->
                used + " of " + bounded.maxRestarts() + " within " + bounded.within();
        };
    }
}
