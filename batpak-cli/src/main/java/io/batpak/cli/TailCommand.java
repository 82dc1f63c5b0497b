package io.batpak.cli;

import io.batpak.api.Store;
import io.batpak.api.StoreReader;
import io.batpak.api.event.Region;
import io.batpak.cli.output.EventPrinter;
import io.batpak.cli.output.ExitStatus;
import io.batpak.cli.output.JsonLines;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tail}: the newest events, and then those that come. */
@Command(name = "tail", description = Help.TAIL, footer = {"", Help.EVENTS})
final class TailCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 50;

    private final Console console;

    @Mixin
    private final StoreOption store = new StoreOption();

    @Option(names = "--follow", description = "Waits for more, until it is interrupted.")
    private boolean follow;

    @Option(names = "--last", paramLabel = "N", description = "Begins with the newest N events, or 10.")
    private long last = 10;

    @Option(names = "--all", description = "Also events that the store itself wrote.")
    private boolean all;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    TailCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (StoreReader reader = Store.openReadOnly(store.config());
                JsonLines out = console.lines(common.layout())) {
            EventPrinter printer = new EventPrinter(out, reader.openReport().codec());
            Selection selection = new Selection(reader, all ? Region.all().withSystemEvents() : Region.all());
            long next = reader.frontier().visible();
            selection.forEachOfNewest(last, 0, Long.MAX_VALUE, printer::print);
            printer.flush();
            while (follow && pause()) {
                long visible = reader.refresh().visible();
                if (visible > next) {
                    selection.forEach(next, Long.MAX_VALUE, printer::print);
                    printer.flush();
                    next = visible;
                }
            }
            return ExitStatus.OK;
        }
    }

    /** Waits for a moment; returns false if it is time to end. */
    private static boolean pause() {
        try {
            Thread.sleep(POLL_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
