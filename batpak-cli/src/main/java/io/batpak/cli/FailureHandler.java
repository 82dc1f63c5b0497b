package io.batpak.cli;

import io.batpak.cli.output.ExitStatus;
import io.batpak.cli.output.Failure;
import io.batpak.cli.output.JsonLines;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells a failure that ends a command: as a sentence, or as JSON where that was asked for or promised. */
final class FailureHandler implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final Console console;
    private final List<String> args;

    FailureHandler(Console console, String[] args) {
        this.console = console;
        this.args = List.of(args);
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("") + "; see " + name + " --help";
        return tell(new Failure(ExitStatus.USAGE, Failure.OPTION_INVALID, message), e);
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
        return tell(e);
    }

    /** Tells a failure and returns the status to end with. */
    int tell(Throwable thrown) {
        if (Failure.isBrokenPipe(thrown) && !isAppend()) {
            return ExitStatus.OK; // whoever read has enough
        }
        return tell(thrown instanceof CommandFailure e ? e.failure() : Failure.of(thrown), thrown);
    }

    private int tell(Failure failure, Throwable thrown) {
        try (JsonLines lines = console.errorLines()) {
            if (isAppend() || args.contains("--json")) {
                failure.print(lines);
            } else {
                console.errorWriter().println(failure.text());
            }
        }
        if (args.contains("--stacktrace")) {
            PrintWriter writer = console.errorWriter();
            thrown.printStackTrace(writer);
            writer.flush();
        }
        return failure.status();
    }

    private boolean isAppend() {
        return !args.isEmpty() && args.get(0).equals("append");
    }
}
