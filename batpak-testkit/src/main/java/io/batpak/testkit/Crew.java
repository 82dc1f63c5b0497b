package io.batpak.testkit;

import io.batpak.api.spi.StoreExecutor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** All workers of one executor, in the order they were started, and what their turns threw. */
final class Crew {
    /** So many turns in a row without an end are a livelock. */
    private static final int MAX_TURNS = 100_000;

    private final List<TurnWorker> workers = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final TurnFailures policy;

    Crew(TurnFailures policy) {
        this.policy = policy;
    }

    TurnWorker add(String name, StoreExecutor.Task task, TurnWorker.WakeListener listener) {
        TurnWorker worker = new TurnWorker(name, task, listener);
        workers.add(worker);
        return worker;
    }

    /** Returns the youngest worker of that name: a store that was opened again starts new ones. */
    TurnWorker named(String name) {
        return workers.reversed().stream().filter(worker -> worker.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No worker " + name + " among " + names()));
    }

    List<String> names() {
        return workers.stream().map(TurnWorker::name).toList();
    }

    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    Map<String, Long> delays() {
        Map<String, Long> delays = new LinkedHashMap<>();
        for (TurnWorker worker : workers) {
            if (worker.delayNanos() != StoreExecutor.UNTIL_WOKEN) {
                delays.put(worker.name(), worker.delayNanos());
            }
        }
        return delays;
    }

    /** Runs one turn if the worker was woken; returns true if it did. */
    boolean step(TurnWorker worker) {
        try {
            return worker.runIfWoken();
        } catch (SimulatedPowerCut cut) {
            failures.add(cut);
        } catch (RuntimeException | Error failure) {
            failures.add(failure);
            if (policy == TurnFailures.RETHROW) {
                throw failure;
            }
        }
        return true;
    }

    /** Runs turns of one worker as long as it is woken; returns how many. */
    int runWhileWoken(TurnWorker worker) {
        int turns = 0;
        try {
            while (step(worker)) {
                turns = next(turns);
            }
        } catch (RuntimeException | Error failure) {
            if (worker.isWoken()) {
                // Whoever woke it while the turn that failed was under way was promised another one.
                step(worker);
            }
            throw failure;
        }
        return turns;
    }

    /** Runs turns of all workers, in their order, until none is woken; returns how many. */
    int runAll() {
        int turns = 0;
        boolean again = true;
        while (again) {
            again = false;
            for (TurnWorker worker : workers) {
                if (step(worker)) {
                    again = true;
                    turns = next(turns);
                }
            }
        }
        return turns;
    }

    /** Wakes each worker that asked for a turn after some time, and only those; returns which. */
    List<TurnWorker> wakeDelayed() {
        List<TurnWorker> delayed = new ArrayList<>();
        for (TurnWorker worker : workers) {
            if (worker.wakeIfDelayed()) {
                delayed.add(worker);
            }
        }
        return delayed;
    }

    private static int next(int turns) {
        if (turns == MAX_TURNS) {
            throw new IllegalStateException("Still woken after " + MAX_TURNS + " turns");
        }
        return turns + 1;
    }
}
