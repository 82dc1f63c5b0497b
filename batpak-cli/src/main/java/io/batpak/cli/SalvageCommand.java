package io.batpak.cli;

import io.batpak.api.StoreProvider;
import io.batpak.api.verify.SalvageReport;
import io.batpak.cli.output.ExitStatus;
import io.batpak.cli.output.JsonLines;
import io.batpak.cli.output.Reports;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code salvage}: what can be saved, is. */
@Command(name = "salvage", description = Help.SALVAGE, footer = {"", Help.SALVAGE_REPORT})
final class SalvageCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final StoreOption store = new StoreOption();

    @Option(names = "--to", required = true, paramLabel = "NEW", description = "The new store's directory.")
    private Path target = Path.of("");

    @Mixin
    private final CommonOptions common = new CommonOptions();

    SalvageCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        SalvageReport report = StoreProvider.load().salvage(store.config(), target);
        try (JsonLines out = console.lines(common.layout())) {
            new Reports(out).print(report);
        }
        return ExitStatus.OK;
    }
}
