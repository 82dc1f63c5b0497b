package io.batpak.cli;

import io.batpak.api.StoreProvider;
import io.batpak.api.verify.CheckReport;
import io.batpak.cli.output.ExitStatus;
import io.batpak.cli.output.JsonLines;
import io.batpak.cli.output.Reports;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code verify}: is everything what was written? */
@Command(name = "verify", description = Help.VERIFY)
final class VerifyCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final StoreOption store = new StoreOption();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CheckReport report = StoreProvider.load().verify(store.config());
        if (common.isJson()) {
            try (JsonLines out = console.lines(common.layout())) {
                new Reports(out).print(report);
            }
        } else {
            tell(report, console.writer());
        }
        return report.ok() ? ExitStatus.OK : ExitStatus.DAMAGED;
    }

    private void tell(CheckReport report, PrintWriter out) {
        out.printf(Locale.ROOT, "store     %s%n", store.directory());
        out.printf(Locale.ROOT, "events    %,d and %,d of the store's own, %,d hidden by fences%n",
                report.events(), report.systemEvents(), report.hiddenEvents());
        out.printf(Locale.ROOT, "chains    %,d%n", report.chains());
        out.printf(Locale.ROOT, "segments  %,d, tail %s%n", report.segments(),
                report.tail().name().toLowerCase(Locale.ROOT));
        out.printf(Locale.ROOT, "sequence  %d, durable %d%n", report.lastSequence(), report.durableSequence());
        report.warnings().forEach(warning -> out.println("warning   " + warning));
        report.damages().forEach(damage -> out.printf(Locale.ROOT,
                "damage    %s in %s at offset %d: %s%n",
                damage.code(),
                damage.file(),
                damage.offset(),
                damage.message()));
        out.println(report.ok() ? "ok" : "NOT OK");
    }
}
