package io.batpak.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/seed-coverage.md names tests and mutants that there are, and for what is built both. */
class SeedCoverageTest {
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Test)`");
    private static final Pattern MUTANT = Pattern.compile("`([a-z][a-z0-9]*(?:-[a-z0-9]+)+)`");

    private final String page = Checkout.read(Checkout.file("docs/seed-coverage.md"));

    private static Set<String> named(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult m) -> m.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void tests_thatAreNamed_areThere() {
        Set<String> there = Checkout.tests().stream().map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        assertThat(named(TEST, page)).isNotEmpty().isSubsetOf(there);
    }

    @Test
    void mutants_thatAreNamed_areThere() {
        for (String mutant : named(MUTANT, page)) {
            Path patch = Checkout.file("internal/mutants/" + mutant + ".patch");
            assertThat(Files.isRegularFile(patch)).as(mutant).isTrue();
            assertThat(Checkout.read(patch)).as(mutant).contains("\nTest: ");
        }
    }

    @Test
    void lines_thatAreNotOpen_haveATestAndAMutation() {
        List<String> rows = Arrays.stream(page.split("\n"))
                .filter(line -> line.startsWith("| ") && !line.startsWith("| What it does")).toList();
        assertThat(rows).hasSizeGreaterThan(40);
        for (String row : rows) {
            if (!row.contains("**open**")) {
                assertThat(named(TEST, row)).as(row).isNotEmpty();
                assertThat(named(MUTANT, row)).as(row).isNotEmpty();
            }
        }
    }
}
