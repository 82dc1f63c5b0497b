package io.batpak.cli;

import io.batpak.api.OpenReport;
import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.cli.append.Intake;
import io.batpak.cli.append.Journal;
import io.batpak.cli.append.OneByOne;
import io.batpak.cli.append.Window;
import io.batpak.cli.input.EnvelopeReader;
import io.batpak.cli.input.LineReader;
import io.batpak.cli.output.EventPrinter;
import io.batpak.cli.output.JsonLines;
import io.batpak.cli.output.Reports;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code append}: lines in, receipts out. */
@Command(name = "append", description = Help.APPEND, footer = {"", Help.APPEND_LINE, "", Help.APPEND_ERRORS})
final class AppendCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final StoreOption store = new StoreOption();

    @Mixin
    private final AppendOptionsGroup options = new AppendOptionsGroup();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    AppendCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        EnvelopeReader envelopes = new EnvelopeReader(options.defaults());
        Intake intake = new Intake(new LineReader(console.in()), envelopes, options.batch());
        StoreConfig config = options.configure(StoreConfig.builder(store.directory()));
        try (Store opened = Store.open(config);
                JsonLines out = console.lines(common.layout());
                JsonLines err = console.errorLines()) {
            OpenReport report = opened.openReport();
            tellOddities(report, new Reports(err));
            Journal journal = new Journal(new EventPrinter(out, report.codec()), err, options.keepGoing());
            if (options.threads() == 1) {
                new OneByOne(opened, intake, journal).run();
            } else {
                new Window(opened, intake, journal, options.threads()).run();
            }
            return journal.status();
        }
    }

    private static void tellOddities(OpenReport report, Reports reports) {
        report.tailCut().ifPresent(reports::print);
        report.warnings().forEach(reports::printWarning);
    }
}
