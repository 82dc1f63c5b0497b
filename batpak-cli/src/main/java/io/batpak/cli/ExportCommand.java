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

/** {@code export}: everything. */
@Command(name = "export", description = "Prints all events, in commit order.", footer = {"", Help.EVENTS})
final class ExportCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final StoreOption store = new StoreOption();

    @Option(names = "--all", description = "Also events that the store itself wrote.")
    private boolean all;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (StoreReader reader = Store.openReadOnly(store.config());
                JsonLines out = console.lines(common.layout())) {
            EventPrinter printer = new EventPrinter(out, reader.openReport().codec());
            Region region = all ? Region.all().withSystemEvents() : Region.all();
            new Selection(reader, region).forEach(0, Long.MAX_VALUE, printer::print);
            return ExitStatus.OK;
        }
    }
}
