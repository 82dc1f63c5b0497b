package io.batpak.architecture;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of docs/rules.md. */
final class RuleTable {
    /** How far a rule has come. */
    enum State {
        PROVEN, UNTESTED, DEFERRED, RETIRED, SEE
    }

    /** A line of the table: the state of a rule, and the tests that prove it, or the reason why there are none. */
    record Line(State state, String text) {}

    private static final Pattern LINE = Pattern
            .compile("(?m)^\\| ([A-Z]+(?:-[A-Z]+)?-?[0-9]+) \\| [^|]+ \\| \\*?(\\w+)\\*? \\| (.*) \\|$");

    private RuleTable() {}

    /** Reads the table; a rule that has two lines is an error. */
    static Map<String, Line> read() {
        Map<String, Line> lines = new TreeMap<>();
        Matcher line = LINE.matcher(Checkout.read(Checkout.file("docs/rules.md")));
        while (line.find()) {
            State state = State.valueOf(line.group(2).toUpperCase(java.util.Locale.ROOT));
            if (lines.put(line.group(1), new Line(state, line.group(3))) != null) {
                throw new AssertionError("docs/rules.md has two lines for " + line.group(1));
            }
        }
        return lines;
    }
}
