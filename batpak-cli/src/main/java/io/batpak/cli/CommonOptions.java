package io.batpak.cli;

import io.batpak.cli.output.Layout;
import picocli.CommandLine.Option;

/** What every command has. */
final class CommonOptions {
    @Option(names = "--json", description = "Writes JSON where there would be sentences, error messages included.")
    private boolean json;

    @Option(names = "--pretty", description = "Lays the output out for people.")
    private boolean pretty;

    @Option(names = "--stacktrace", description = "Shows where in the code a failure happened.")
    @SuppressWarnings("UnusedVariable") // its being there is what counts
    private boolean stacktrace;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.")
    @SuppressWarnings("UnusedVariable") // its being there is what counts
    private boolean help;

    Layout layout() {
        return pretty ? Layout.PRETTY : Layout.LINES;
    }

    boolean isJson() {
        return json;
    }
}
