package io.batpak.core.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link CrashTest} samples, whole: every prefix, every tear, every recovery, more seeds. */
@Tag("long")
class CrashLongTest {
    private static final int SEEDS = Integer.getInteger("batpak.crash.seeds", 5);

    // SIM-06: every prefix of what is not forced, every tear of the last write
    @ParameterizedTest
    @EnumSource
    void store_everyPrefixAndTear_keepsItsPromises(CrashScript script, TestReporter reporter) {
        CrashMatrix.Reach reach = new CrashMatrix(script, script.setup()).tearEverywhere().reach();

        reporter.publishEntry(script + " prefixes and tears", reach.toString());
        assertThat(reach.images).isPositive();
    }

    // O8: every recovery is cut after each of its operations
    @ParameterizedTest
    @EnumSource
    void recovery_everyOneCutEverywhere_findsTheSame(CrashScript script, TestReporter reporter) {
        CrashMatrix matrix = new CrashMatrix(script, script.setup()).cutRecoveries(n -> true, 6);

        reporter.publishEntry(script + " recoveries", matrix.reach().toString());
        assertThat(matrix.reach().reopenings).isGreaterThan(10L * matrix.operations().size());
    }

    // O1 to O10, with other seeds and the other hash
    @ParameterizedTest
    @EnumSource
    void store_otherSeeds_keepsItsPromises(CrashScript script) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Setup setup = script.setup().seed(7_919 * seed).hash(seed % 2 == 0 ? "sha-256" : "blake3");
            assertThat(new CrashMatrix(script, setup).cutEverywhere().reach().lost).isPositive();
        }
    }
}
