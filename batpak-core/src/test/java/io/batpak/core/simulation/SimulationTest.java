package io.batpak.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/**
 * Simulations drawn by seeds: scripts of twelve operations on a medium that fails and loses power again and again. In the
 * build there are 2,000; {@code -Dbatpak.simulation.count=} runs more, from {@code -Dbatpak.simulation.first=} on, and
 * {@code -Dbatpak.simulation.seed=} the one of a seed.
 */
@Timeout(3_600)
class SimulationTest {
    private static final long FIRST = Long.getLong("batpak.simulation.first", 1);
    private static final int COUNT = Integer.getInteger("batpak.simulation.count", 2_000);

    // O1, O2, O3, O4, O5, O6, O7, O8, O9, O10, O12, W-080, SIM-04
    @Test
    void simulations_ofManySeeds_keepEveryPromise(TestReporter reporter) {
        Reach reach = new Reach();
        Long only = Long.getLong("batpak.simulation.seed");
        if (only != null) {
            reporter.publishEntry(Simulation.run(only, reach).toString());
            return;
        }
        for (long seed = FIRST; seed < FIRST + COUNT; seed++) {
            Simulation.run(seed, reach);
        }
        reporter.publishEntry(COUNT + " simulations", reach.toString());
        requireReached(reach);
    }

    private static void requireReached(Reach reach) {
        for (Operation operation : Operation.values()) {
            assertThat(reach.of(operation.name())).as(operation.name()).isGreaterThan(COUNT / 10);
        }
        for (String what : List.of("cuts", "recoveries cut", "faults", "lost", "found without an answer", "tails cut",
                "retries", "conflicts", "retries after recovery", "restarts", "met STORE_POISONED", "fences",
                "fences shown", "fences hidden", "fences broken", "retries of hidden events")) {
            assertThat(reach.of(what)).as(what + " in " + reach).isGreaterThan(COUNT / 100);
        }
    }

    // O11, W-081
    @Test
    void simulation_sameSeed_leavesTheSameTrace() {
        Set<String> digests = new HashSet<>();
        for (long seed = FIRST; seed < FIRST + 50; seed++) {
            String digest = Simulation.run(seed, new Reach()).digest();

            assertThat(Simulation.run(seed, new Reach()).digest()).as("seed " + seed).isEqualTo(digest);
            digests.add(digest);
        }
        assertThat(digests).hasSize(50);
    }
}
