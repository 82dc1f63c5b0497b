package io.batpak.cli;

import io.batpak.api.Store;
import io.batpak.api.StoreReader;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventId;
import io.batpak.cli.input.Texts;
import io.batpak.cli.output.EventPrinter;
import io.batpak.cli.output.ExitStatus;
import io.batpak.cli.output.Failure;
import io.batpak.cli.output.JsonLines;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code get}: one event by its id. */
@Command(name = "get", description = "Prints the event with an id.", footer = {"", Help.EVENTS})
final class GetCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final StoreOption store = new StoreOption();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "ID", description = "32 hexadecimal digits, or the text of a UUID.")
    private String id = "";

    GetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        EventId wanted = Texts.id("ID", id, EventId::parse);
        try (StoreReader reader = Store.openReadOnly(store.config());
                JsonLines out = console.lines(common.layout())) {
            Optional<Event> event = reader.get(wanted);
            if (event.isEmpty()) {
                throw new CommandFailure(
                        ExitStatus.NOT_FOUND, Failure.NOT_FOUND,
                        "there is no event " + wanted + " in " + store.directory());
            }
            new EventPrinter(out, reader.openReport().codec()).print(event.get());
            return ExitStatus.OK;
        }
    }
}
