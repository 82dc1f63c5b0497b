package io.batpak.cli;

import io.batpak.api.Store;
import io.batpak.api.StoreReader;
import io.batpak.api.event.Event;
import io.batpak.api.event.Region;
import io.batpak.api.read.Overflow;
import io.batpak.api.read.Subscription;
import io.batpak.api.read.SubscriptionEnd;
import io.batpak.cli.output.EventPrinter;
import io.batpak.cli.output.ExitStatus;
import io.batpak.cli.output.JsonLines;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tail}: the newest events, and then those that come. */
@Command(name = "tail", description = Help.TAIL, footer = {"", Help.EVENTS})
final class TailCommand implements Callable<Integer> {
    private static final int NEWS_COUNT = 1_000; // more are skipped: they tell that there is more, and no more than that
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final Console console;
    private long next;

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
        Region region = all ? Region.all().withSystemEvents() : Region.all();
        try (StoreReader reader = Store.openReadOnly(store.config());
                JsonLines out = console.lines(common.layout());
                Subscription news = follow ? reader.subscribe(region, NEWS_COUNT, Overflow.SKIP) : null) {
            EventPrinter printer = new EventPrinter(out, reader.openReport().codec());
            Selection selection = new Selection(reader, region);
            next = reader.frontier().visible();
            selection.forEachOfNewest(last, 0, Long.MAX_VALUE, event -> print(event, printer));
            printer.flush();
            while (news != null && isMore(news)) {
                selection.forEach(next, Long.MAX_VALUE, event -> print(event, printer));
                printer.flush();
            }
            return ExitStatus.OK;
        }
    }

    private void print(Event event, EventPrinter printer) {
        printer.print(event);
        next = Math.max(next, event.sequence() + 1);
    }

    /** Waits until there is something new, or something that cannot be read; returns false if it is time to end. */
    private static boolean isMore(Subscription news) {
        try {
            while (news.take(WAIT).isEmpty() && news.missed().isEmpty()) {
                if (news.end().orElse(null) instanceof SubscriptionEnd.ReadFailed failed) {
                    throw failed.why();
                }
            }
            while (news.poll().isPresent()) {
                // one pass over the store serves all of them
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
