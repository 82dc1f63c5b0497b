package io.batpak.cli;

import io.batpak.cli.demo.Demo;
import io.batpak.cli.output.ExitStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo}: the first thing to run. */
@Command(name = "demo", description = Help.DEMO)
final class DemoCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--store", paramLabel = "DIR", description = "Keeps the store here; else it is temporary.")
    private @Nullable Path store;

    @Mixin
    @SuppressWarnings("UnusedVariable") // its being there is what counts
    private final CommonOptions common = new CommonOptions();

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = console.writer();
        Path current = Path.of("").toAbsolutePath();
        if (store != null) {
            new Demo(store, out).run(current);
            out.println();
            out.println("Go on with:");
            for (String command : List.of("query --last 3 --pretty", "verify", "inspect", "tail --follow")) {
                out.println("  batpak " + command + " --store " + store);
            }
            return ExitStatus.OK;
        }
        Path temporary = Files.createTempDirectory("batpak-demo-");
        try {
            new Demo(temporary.resolve("store"), out).run(current);
        } finally {
            remove(temporary);
        }
        out.println();
        out.println("The store was temporary. Keep one, and look into it:");
        out.println("  batpak demo --store /tmp/demo");
        out.println("  batpak query --last 3 --pretty --store /tmp/demo");
        return ExitStatus.OK;
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
