package io.batpak.cli;

import io.batpak.api.StoreProvider;
import io.batpak.api.verify.Inspection;
import io.batpak.cli.output.ExitStatus;
import io.batpak.cli.output.JsonLines;
import io.batpak.cli.output.Layout;
import io.batpak.cli.output.Reports;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code inspect}: what lies there? */
@Command(name = "inspect", description = Help.INSPECT)
final class InspectCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final StoreOption store = new StoreOption();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Inspection inspection = StoreProvider.load().inspect(store.config());
        Layout layout = common.isJson() ? common.layout() : Layout.PRETTY;
        try (JsonLines out = console.lines(layout)) {
            new Reports(out).print(inspection.document());
        }
        return inspection.damaged() ? ExitStatus.DAMAGED : ExitStatus.OK;
    }
}
