package io.batpak.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/**
 * Simulations drawn by seeds: scripts of twelve operations on a medium that fails and loses power again and again. In the
 * build there are 2,000, in the profile {@code long} as many as {@code -Dbatpak.simulation.count=} says (20,000), from
 * {@code -Dbatpak.simulation.first=} on. With {@code -Dbatpak.simulation.seed=} only the one of a seed runs.
 */
@Timeout(7_200)
class SimulationTest {
    private static final int BUILD = 2_000;

    // O1, O2, O3, O4, O5, O6, O7, O8, O9, O10, O12, W-080, SIM-02, SIM-03, SIM-04
    @Test
    void simulations_ofManySeeds_keepEveryPromise(TestReporter reporter) {
        Long only = Long.getLong("batpak.simulation.seed");
        if (only != null) {
            reporter.publishEntry(Simulation.run(only, new Reach()).toString());
            return;
        }
        run(1, BUILD, reporter);
    }

    @Tag("long")
    @Test
    void simulations_ofManyMoreSeeds_keepEveryPromise(TestReporter reporter) {
        run(Long.getLong("batpak.simulation.first", BUILD + 1), Integer.getInteger("batpak.simulation.count", 20_000),
                reporter);
    }

    private static void run(long first, int count, TestReporter reporter) {
        Reach reach = new Reach();
        for (long seed = first; seed < first + count; seed++) {
            Simulation.run(seed, reach);
        }
        reporter.publishEntry(count + " simulations", reach.toString());
        requireReached(reach, count);
    }

    private static void requireReached(Reach reach, int count) {
        for (Operation operation : Operation.values()) {
            assertThat(reach.of(operation.name())).as(operation.name()).isGreaterThan(count / 10);
        }
        for (String what : List.of("cuts", "recoveries cut", "faults", "lost", "found without an answer", "tails cut",
                "retries", "conflicts", "retries after recovery", "restarts", "met STORE_POISONED", "fences",
                "fences shown", "fences hidden", "fences broken", "retries of hidden events")) {
            assertThat(reach.of(what)).as(what + " in " + reach).isGreaterThan(count / 200);
        }
    }

    // O11, W-081
    @Test
    void simulation_sameSeed_leavesTheSameTrace() {
        Set<String> digests = new HashSet<>();
        for (long seed = 1; seed <= 50; seed++) {
            String digest = Simulation.run(seed, new Reach()).digest();

            assertThat(Simulation.run(seed, new Reach()).digest()).as("seed " + seed).isEqualTo(digest);
            digests.add(digest);
        }
        assertThat(digests).hasSize(50);
    }
}
