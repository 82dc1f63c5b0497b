package io.batpak.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.architecture.RuleTable.Line;
import io.batpak.architecture.RuleTable.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** docs/rules.md is complete and honest: each rule has a line, and what it calls proven is cited by the tests it names. */
class RulesTest {
    private static final Pattern RULE = Pattern
            .compile("\\b(?:(?:W|J|RD|D|FS|HS|CO|LOCK|OPEN|SEG|TAIL|BATCH|SIM|AUD|POI|"
                    + "READ|THR|IDM|KEY|FRN|WRT|BAT|SGL|API|REC|SEQ|CMP|FOOT|LOG|ERR|INV-[A-Z]+)-[0-9]{1,3}|O[0-9]{1,2})\\b");
    private static final Pattern TEST = Pattern.compile("`(\\w+)(?:#(\\w+))?`");

    private static final Map<String, Line> TABLE = RuleTable.read();
    private static final Map<String, String> TESTS = tests();

    private static Map<String, String> tests() {
        Map<String, String> tests = new HashMap<>();
        for (Path file : Checkout.tests()) {
            String name = file.getFileName().toString().replace(".java", "");
            tests.merge(name, Checkout.read(file), String::concat); // one name in two modules
        }
        return tests;
    }

    @Test
    void rulesOfTheWritePath_haveALine() {
        List<String> rules = new ArrayList<>();
        int[][] sections = {
            {1, 16}, {20, 36}, {40, 59}, {60, 73}, {80, 87}, {90, 107}, {110, 122}, {130, 141}, {150, 164}, {170, 185}
        };
        for (int[] section : sections) {
            IntStream.rangeClosed(section[0], section[1]).forEach(i -> rules.add("W-%03d".formatted(i)));
        }
        IntStream.rangeClosed(1, 47).forEach(i -> rules.add("J-" + i));
        IntStream.rangeClosed(1, 55).forEach(i -> rules.add("RD-" + i));
        rules.removeAll(TABLE.keySet());
        assertThat(rules).isEmpty();
    }

    @Test
    void rulesThatTestsCite_haveALine() {
        TreeMap<String, Set<String>> strays = new TreeMap<>();
        TESTS.forEach((name, text) -> RULE.matcher(text).results()
                .map(r -> r.group())
                .filter(rule -> !TABLE.containsKey(rule))
                .forEach(rule -> strays.computeIfAbsent(rule, r -> new TreeSet<>()).add(name)));
        assertThat(strays).as("rules without a line in docs/rules.md, and who cites them").isEmpty();
    }

    @Test
    void provenRules_areCitedByTheTestsTheyName() {
        Set<String> strays = new TreeSet<>();
        TABLE.forEach((rule, line) -> {
            Matcher test = TEST.matcher(line.text());
            boolean named = false;
            while (line.state() == State.PROVEN && test.find()) {
                named = true;
                String text = TESTS.getOrDefault(test.group(1), "");
                boolean method = test.group(2) == null || text.contains("void " + test.group(2) + "(");
                if (!method || !Pattern.compile("\\b" + rule + "\\b").matcher(text).find()) {
                    strays.add(rule + " by " + test.group());
                }
            }
            if (line.state() == State.PROVEN && !named) {
                strays.add(rule + " by nobody");
            }
        });
        assertThat(strays).isEmpty();
    }

    @Test
    void otherRules_haveAReason() {
        TABLE.forEach((rule, line) -> assertThat(line.text()).as(rule).isNotBlank());
        TABLE.forEach((rule, line) -> {
            if (line.state() == State.SEE) {
                assertThat(TABLE).as(rule).containsKey(line.text().split("[ ,;]")[0]);
            }
        });
    }
}
