package io.batpak.core.simulation;

import static io.batpak.core.simulation.Operation.BATCH;
import static io.batpak.core.simulation.Operation.BREAK;
import static io.batpak.core.simulation.Operation.CONFLICT;
import static io.batpak.core.simulation.Operation.DURABLE;
import static io.batpak.core.simulation.Operation.EXPECTED;
import static io.batpak.core.simulation.Operation.FENCE;
import static io.batpak.core.simulation.Operation.FORCE;
import static io.batpak.core.simulation.Operation.GROUP;
import static io.batpak.core.simulation.Operation.HIDE;
import static io.batpak.core.simulation.Operation.KEYED;
import static io.batpak.core.simulation.Operation.LANED;
import static io.batpak.core.simulation.Operation.LARGE;
import static io.batpak.core.simulation.Operation.PAUSE;
import static io.batpak.core.simulation.Operation.REFUSED;
import static io.batpak.core.simulation.Operation.REOPEN;
import static io.batpak.core.simulation.Operation.RETRY;
import static io.batpak.core.simulation.Operation.SHOW;
import static io.batpak.core.simulation.Operation.STALE;
import static io.batpak.core.simulation.Operation.SUBMIT;
import static io.batpak.core.simulation.Operation.WRITTEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.core.crash.CrashMatrix;
import io.batpak.core.crash.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every script of a few operations, cut after every file operation under every policy (SIM-06). What is enumerated:
 *
 * <ul>
 * <li>all scripts of up to two operations of the thirteen {@link #LETTERS}, and of up to four of the {@link #FEW}; in the
 * profile {@code long} of up to three and five: each cut after each of its file operations, and each of these cuts under
 * all of the policies. Of a script only those cuts are made that are not cuts of the script without its last operation,
 * which is enumerated too;
 * <li>all scripts of up to one operation, in the profile {@code long} of up to two: the recovery after each of these cuts,
 * under two policies in turn, is cut after each of its own file operations, again under two;
 * <li>scripts of twelve operations: those of {@link #handPicked}, which have all operations between them, and in the
 * profile {@code long} as many as {@code -Dbatpak.simulation.scripts=} says (100), drawn by seeds: each cut everywhere.
 * </ul>
 *
 * Sizes, chains, steps and the like are taken from a seed that all scripts share: they are sampled, not enumerated.
 */
class SmallScopeTest {
    private static final int SCRIPTS = Integer.getInteger("batpak.simulation.scripts", 100);
    private static final List<Operation> LETTERS = List.of(DURABLE, WRITTEN, BATCH, LARGE, KEYED, RETRY, SUBMIT, FORCE,
            FENCE, SHOW, HIDE, BREAK, REOPEN);
    private static final List<Operation> FEW = List.of(WRITTEN, KEYED, FENCE, REOPEN);
    private static final Setup SETUP = Setup.of(4242);

    // O1, O2, O3, O4, O5, O6, O7, O9, O10, W-080, SIM-06
    @Test
    void scripts_ofAFewOperations_keepTheirPromises(TestReporter reporter) {
        requireAll(LETTERS, 2, reporter);
        requireAll(FEW, 4, reporter);
    }

    // the same, longer
    @Tag("long")
    @Test
    void scripts_ofMoreOperations_keepTheirPromises(TestReporter reporter) {
        requireAll(LETTERS, 3, reporter);
        requireAll(FEW, 5, reporter);
    }

    private static void requireAll(List<Operation> letters, int length, TestReporter reporter) {
        long scripts = 0;
        long cells = 0;
        long images = 0;
        long lost = 0;
        for (List<Operation> operations : upTo(letters, length)) {
            CrashMatrix matrix = matrix(operations);
            CrashMatrix.Reach reach = matrix.cutFrom(firstOfLast(operations)).reach();
            scripts++;
            cells += reach.cells;
            images += reach.images;
            lost += reach.lost;
        }
        reporter.publishEntry(
                scripts + " scripts of " + letters + ": " + cells + " cells, " + images + " different images, " + lost
                        + " attempts lost");
        assertThat(scripts).isEqualTo(count(letters.size(), length));
        assertThat(cells).isGreaterThan(18 * scripts);
        assertThat(images).isGreaterThan(2 * scripts);
        assertThat(lost).isGreaterThan(scripts);
    }

    // O8, OPEN-07
    @Test
    void recoveries_ofScriptsOfAFewOperations_areCutToo(TestReporter reporter) {
        requireRecoveries(1, reporter);
    }

    // the same, longer
    @Tag("long")
    @Test
    void recoveries_ofScriptsOfMoreOperations_areCutToo(TestReporter reporter) {
        requireRecoveries(2, reporter);
    }

    private static void requireRecoveries(int length, TestReporter reporter) {
        long cells = 0;
        for (List<Operation> operations : upTo(LETTERS, length)) {
            long first = firstOfLast(operations);
            cells += matrix(operations).cutRecoveries(n -> n >= first, 2).reach().cells;
        }
        reporter.publishEntry("recoveries: " + cells + " cells");
        assertThat(cells).isGreaterThan(100 * count(LETTERS.size(), length));
    }

    static Stream<Script> handPicked() {
        return Stream.of(
                List.of(KEYED, LARGE, SUBMIT, BREAK, LARGE, RETRY, CONFLICT, GROUP, REOPEN, EXPECTED, FORCE, WRITTEN),
                List.of(WRITTEN, BATCH, LANED, LARGE, PAUSE, LARGE, STALE, KEYED, REFUSED, DURABLE, RETRY, SUBMIT),
                List.of(FENCE, KEYED, LARGE, BATCH, LARGE, SHOW, RETRY, FENCE, LANED, KEYED, REOPEN, HIDE))
                .map(operations -> new Script(
                        SETUP.held(operations.getFirst() == WRITTEN ? Setup.Held.HELPER : Setup.Held.ALL), operations));
    }

    @ParameterizedTest
    @MethodSource("handPicked")
    void scripts_ofTwelveOperations_keepTheirPromises(Script script, TestReporter reporter) {
        CrashMatrix matrix = new CrashMatrix(script, script.setup());

        assertThat(script.operations()).hasSize(Script.LENGTH);
        assertThat(matrix.cutFrom(0).reach().lost).isPositive();
        reporter.publishEntry(script.toString(), matrix.reach().toString());
    }

    // the same, of scripts that nobody picked
    @Tag("long")
    @Test
    void scripts_ofTwelveOperationsDrawnBySeeds_keepTheirPromises() {
        for (long seed = 1; seed <= SCRIPTS; seed++) {
            Script script = Script.drawn(new SplittableRandom(seed));
            new CrashMatrix(script, script.setup()).cutFrom(0).cutRecoveries(n -> n % 17 == 0, 2);
        }
    }

    private static CrashMatrix matrix(List<Operation> operations) {
        return new CrashMatrix(new Script(SETUP, operations), SETUP);
    }

    /** Returns the first cut that is not one of the script without its last operation: up to there they do the same. */
    private static long firstOfLast(List<Operation> operations) {
        if (operations.isEmpty()) {
            return 0;
        }
        var shorter = matrix(operations.subList(0, operations.size() - 1)).operations();
        var all = matrix(operations).operations();
        int same = 0;
        while (same < Math.min(shorter.size(), all.size()) && shorter.get(same).equals(all.get(same))) {
            same++;
        }
        return same + 1L;
    }

    private static List<List<Operation>> upTo(List<Operation> letters, int length) {
        List<List<Operation>> scripts = new ArrayList<>();
        scripts.add(List.of());
        for (int i = 0; i < scripts.size(); i++) {
            List<Operation> shorter = scripts.get(i);
            for (Operation letter : shorter.size() == length ? List.<Operation>of() : letters) {
                scripts.add(Stream.concat(shorter.stream(), Stream.of(letter)).toList());
            }
        }
        return scripts;
    }

    private static long count(int letters, int length) {
        long count = 0;
        long words = 1;
        for (int i = 0; i <= length; i++) {
            count += words;
            words *= letters;
        }
        return count;
    }
}
