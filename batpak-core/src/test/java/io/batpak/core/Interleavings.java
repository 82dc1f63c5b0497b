package io.batpak.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.lincheck.Lincheck;

/**
 * Runs a few threads in many of their interleavings, which Lincheck chooses: it switches threads at the accesses to what
 * they share, and nowhere else, so that a failure comes with its interleaving and comes again. A thread that nothing wakes
 * any more is a failure: no time passes in here, and so no timeout hides that.
 *
 * <p>Tests that use it are tagged {@code interleavings}; the build runs these by themselves.
 */
public final class Interleavings {
    /** How many are tried. */
    public static final int COUNT = Integer.getInteger("batpak.interleavings", 200);

    /** What one thread does. */
    @FunctionalInterface
    public interface Part {
        /** Does it. */
        void run() throws Exception;
    }

    private static volatile Object shared;

    private Interleavings() {}

    /** Runs a scenario once for each interleaving. It makes all that it changes itself. */
    public static void explore(Runnable scenario) {
        Lincheck.runConcurrentTest(COUNT, scenario);
    }

    /**
     * Runs these at the same time, the last one on this thread, and waits for all; fails if one of them did.
     *
     * @param state what they share: Lincheck does not see what a lambda holds, and leaves alone what it takes for a
     *     thread's own
     */
    public static void together(Object state, Part... parts) {
        shared = state;
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < parts.length - 1; i++) {
            Part part = parts[i];
            Thread thread = new Thread(() -> run(part, failure));
            threads.add(thread);
            thread.start();
        }
        run(parts[parts.length - 1], failure);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (failure.get() != null) {
            throw new AssertionError(failure.get());
        }
    }

    private static void run(Part part, AtomicReference<Throwable> failure) {
        try {
            part.run();
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    /** Fails unless something holds. Plainer than an assertion library, whose code would be interleaved as well. */
    public static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("not so: " + what);
        }
    }
}
