package io.batpak.cli;

import io.batpak.api.event.EventKind;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;

/** Where the command line begins. */
public final class Main {
    private Main() {}

    /** Runs one command, and ends the process with its status. */
    public static void main(String[] args) {
        // The streams below System.out and System.err: those swallow failures and translate text.
        int status = run(
                args, System.in, new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
        // Not a return: a thread may still wait for input that nobody needs any more.
        System.exit(status);
    }

    /** Runs one command on these streams, none of which is closed, and returns its status. */
    public static int run(String[] args, InputStream in, OutputStream out, OutputStream err) {
        Console console = new Console(in, out, err);
        CommandLine commands = new CommandLine(new RootCommand())
                .addSubcommand(new HelpCommand())
                .addSubcommand(new DemoCommand(console))
                .addSubcommand(new AppendCommand(console))
                .addSubcommand(new GetCommand(console))
                .addSubcommand(new QueryCommand(console))
                .addSubcommand(new ExportCommand(console))
                .addSubcommand(new TailCommand(console))
                .addSubcommand(new VerifyCommand(console))
                .addSubcommand(new InspectCommand(console))
                .addSubcommand(new DoctorCommand(console))
                .addSubcommand(new SalvageCommand(console));
        commands.registerConverter(Path.class, new DirectoryConverter())
                .registerConverter(Long.class, new CountConverter())
                .registerConverter(long.class, new CountConverter())
                .registerConverter(EventKind.class, new KindConverter());
        FailureHandler failures = new FailureHandler(console, args);
        commands.setOut(console.writer())
                .setErr(console.errorWriter())
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setExpandAtFiles(false) // "@name" is an entity like any other
                .setUsageHelpAutoWidth(false)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
        try {
            return commands.execute(args);
        } catch (Error e) { // told like the rest, not as a stack trace; nothing is carried on
            return failures.tell(e);
        }
    }
}
