package io.batpak.testkit;

import io.batpak.api.spi.StoreExecutor;
import java.util.List;
import java.util.Map;

/**
 * An executor without threads in which waking only marks: turns run when a test says so, on the thread that says it.
 * Requested delays pass only when {@link #runDelayed} is called.
 *
 * <p>A {@link SimulatedPowerCut} that ends a turn is recorded and not thrown; other exceptions as {@link TurnFailures}
 * says.
 *
 * <p><b>Threads:</b> safe for use by many threads at once.
 */
public final class SteppedExecutor implements StoreExecutor {
    private final Crew crew;

    /** Makes one that throws a turn's exceptions where the turn was run from. */
    public SteppedExecutor() {
        this(TurnFailures.RETHROW);
    }

    /** Makes one that does that with a turn's exceptions. */
    public SteppedExecutor(TurnFailures failures) {
        crew = new Crew(failures);
    }

    @Override
    public Worker start(String name, long stackBytes, Task task) {
        return crew.add(name, task, worker -> {
        });
    }

    /**
     * Runs one turn of a worker if it was woken; of several with that name the one started last.
     *
     * @return true if a turn was run
     * @throws IllegalArgumentException if there is no such worker
     */
    public boolean step(String name) {
        return crew.step(crew.named(name));
    }

    /** Runs turns, worker by worker in the order they were started, until none is woken; returns how many. */
    public int runAll() {
        return crew.runAll();
    }

    /** Runs a turn of each worker whose last one asked for another after some time; returns how many were run. */
    public int runDelayed() {
        return (int) crew.wakeDelayed().stream().filter(crew::step).count();
    }

    /** Returns the delays asked for, in nanoseconds, by worker. */
    public Map<String, Long> delays() {
        return crew.delays();
    }

    /** Returns the names of all workers started, in that order. */
    public List<String> workers() {
        return crew.names();
    }

    /** Returns all that turns have thrown. */
    public List<Throwable> failures() {
        return crew.failures();
    }
}
