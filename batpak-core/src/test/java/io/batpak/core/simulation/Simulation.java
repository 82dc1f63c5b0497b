package io.batpak.core.simulation;

import io.batpak.api.event.EventId;
import io.batpak.core.crash.Journal;
import io.batpak.core.crash.Oracle;
import io.batpak.core.crash.Session;
import io.batpak.testkit.CrashPolicy;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A script whose every chance comes from one seed: what is done, who of the store's workers goes on when, where the medium
 * fails, where the power does and what it takes. The script is lived through in several lives, each ended by a power cut,
 * some of them while the store recovers from the last one; all are judged as one history.
 *
 * <p>Each life is lived twice: first without a cut, to know how many file operations there are to choose from. So no cut
 * misses, and what was done until the cut must be the same in both (O11).
 */
final class Simulation {
    private static final int MAX_LIVES = 5;

    private final SplittableRandom chance;
    private final Script script;
    private final Reach reach;
    private final Trace trace = new Trace();
    private final Journal journal = new Journal();
    private Map<String, byte[]> image = Map.of();
    private List<EventId> interrupted = List.of();
    private int next;

    private Simulation(long seed, Reach reach) {
        this.chance = new SplittableRandom(seed);
        this.script = Script.drawn(chance);
        this.reach = reach;
    }

    /** Runs the one of a seed; a failure says how to repeat it. */
    static Trace run(long seed, Reach reach) {
        Simulation simulation = new Simulation(seed, reach);
        try {
            simulation.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("simulation " + seed + ", " + simulation.script + ": " + e
                    + "\nrepeat it with: mvn test -Pquick -pl batpak-core -am -Dtest=SimulationTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dbatpak.simulation.seed=" + seed
                    + "\n" + simulation.trace, e);
        }
        return simulation.trace;
    }

    private void run() {
        trace.note(script.toString());
        for (int lives = 1 + chance.nextInt(MAX_LIVES); lives > 0; lives--) {
            live();
        }
        life(Trouble.none(), journal, reach, trace, chance.nextLong()).end();
    }

    private void live() {
        long lifeSeed = chance.nextLong();
        Life rehearsal = rehearse(Trouble.none(), lifeSeed);
        Oracle.require(startsWith(rehearsal.found(), interrupted), "O8: found " + rehearsal.found() + " instead of "
                + interrupted);
        Trouble trouble = Trouble.none();
        if (chance.nextInt(3) == 0) {
            trouble = Trouble.drawn(rehearsal.disk().operations(), chance);
            rehearsal = rehearse(trouble, lifeSeed);
            reach.count("faults");
        }
        trouble = trouble.andCut(cut(trouble, rehearsal));
        trace.note("life " + lifeSeed + ": " + trouble);
        Life life = life(trouble, journal, reach, trace, lifeSeed).live(remaining());
        check(life, rehearsal, trouble);
        next += life.done();
        CrashPolicy policy = CrashPolicy.all(lifeSeed).get(chance.nextInt(CrashPolicy.all(lifeSeed).size()));
        trace.note("lost by " + policy);
        image = life.disk().restart(policy).snapshot(Session.DIRECTORY);
    }

    /** Returns after how many file operations the power fails: after the fault, and often while the store opens. */
    private long cut(Trouble trouble, Life rehearsal) {
        long last = rehearsal.disk().operationCount();
        if (trouble.strikesAt() > last) {
            return Long.MAX_VALUE; // nothing came after the fault: at the end of the life
        }
        boolean early = chance.nextInt(3) == 0 && rehearsal.openedAt() > trouble.strikesAt();
        long limit = early ? Math.min(last, rehearsal.openedAt() - 1) : last;
        return trouble.strikesAt() + chance.nextLong(limit - trouble.strikesAt() + 1);
    }

    private void check(Life life, Life rehearsal, Trouble trouble) {
        trouble.requireStruck(life.disk());
        Oracle.require(startsWith(rehearsal.disk().operations(), life.disk().operations()),
                "O11: it went another way than without the cut");
        reach.count("cuts");
        boolean opening = life.disk().operationCount() < rehearsal.openedAt();
        if (opening && next > 0) {
            reach.count("recoveries cut");
        }
        interrupted = opening && trouble.isHonest() ? rehearsal.found() : List.of();
    }

    private static <T> boolean startsWith(List<T> all, List<T> start) {
        return all.size() >= start.size() && all.subList(0, start.size()).equals(start);
    }

    private Life rehearse(Trouble trouble, long lifeSeed) {
        Life life = life(trouble, journal.copy(), new Reach(), new Trace(), lifeSeed).live(remaining());
        trouble.requireStruck(life.disk());
        return life;
    }

    private Life life(Trouble trouble, Journal history, Reach counts, Trace notes, long lifeSeed) {
        return new Life(script.setup().seed(lifeSeed), image, history, trouble, counts, notes);
    }

    private List<Operation> remaining() {
        return script.operations().subList(next, script.operations().size());
    }
}
