package io.batpak.testkit;

import io.batpak.api.spi.StoreExecutor;
import java.util.List;
import java.util.Map;

/**
 * An executor without threads: whoever wakes a worker runs its turn at once. If a turn of that worker is under way
 * already, on this thread or another, it is followed by one more, there. Requested delays pass only when
 * {@link #runDelayed} is called.
 *
 * <p>A {@link SimulatedPowerCut} that ends a turn is recorded and does not reach the one who woke the worker; other
 * exceptions do as {@link TurnFailures} says.
 *
 * <p><b>Threads:</b> safe for use by many threads at once.
 */
public final class InlineExecutor implements StoreExecutor {
    private final Crew crew;

    /** Makes one that throws a turn's exceptions where the worker was woken. */
    public InlineExecutor() {
        this(TurnFailures.RETHROW);
    }

    /** Makes one that does that with a turn's exceptions. */
    public InlineExecutor(TurnFailures failures) {
        crew = new Crew(failures);
    }

    @Override
    public Worker start(String name, long stackBytes, Task task) {
        return crew.add(name, task, crew::runWhileWoken);
    }

    /** Runs a turn of each worker whose last one asked for another after some time; returns how many turns that took. */
    public int runDelayed() {
        return crew.wakeDelayed().stream().mapToInt(crew::runWhileWoken).sum();
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
