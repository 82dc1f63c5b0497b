package io.batpak.cli;

import io.batpak.api.Store;
import io.batpak.api.StoreReader;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Region;
import io.batpak.cli.output.EventPrinter;
import io.batpak.cli.output.ExitStatus;
import io.batpak.cli.output.JsonLines;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code query}: the events that meet all conditions. */
@Command(name = "query", description = "Prints the events that meet all conditions.", footer = {"", Help.EVENTS})
final class QueryCommand implements Callable<Integer> {
    /** An entity, or an entity with all below it. */
    static final class Who {
        @Option(names = "--entity", paramLabel = "E", description = "Exactly this entity.")
        private @Nullable String entity;

        @Option(names = "--tree", paramLabel = "P", description = "P, and all that begins with P and a colon.")
        private @Nullable String tree;
    }

    private final Console console;

    @Mixin
    private final StoreOption store = new StoreOption();

    @ArgGroup(exclusive = true)
    private @Nullable Who who;

    @Option(names = "--scope", paramLabel = "S", description = "Exactly this scope.")
    private @Nullable String scope;

    @Option(names = "--kind", paramLabel = "K", description = "This kind: a number, or 0x with 1 to 4 digits.")
    private @Nullable EventKind kind;

    @Option(names = "--lane", paramLabel = "L", description = "This lane.")
    private @Nullable Long lane;

    @Option(names = "--after", paramLabel = "SEQ", description = "Only events with a larger sequence.")
    private @Nullable Long after;

    @Option(names = "--limit", paramLabel = "N", description = "At most N events, the oldest.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--last", paramLabel = "N", description = "Only the newest N of those that meet the rest.")
    private @Nullable Long last;

    @Option(names = "--all", description = "Also events that the store itself wrote.")
    private boolean all;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    QueryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Region region = region();
        try (StoreReader reader = Store.openReadOnly(store.config());
                JsonLines out = console.lines(common.layout())) {
            EventPrinter printer = new EventPrinter(out, reader.openReport().codec());
            Selection selection = new Selection(reader, region);
            if (after != null && after == Long.MAX_VALUE) {
                return ExitStatus.OK; // nothing comes after the last sequence that there could be
            }
            long from = after == null ? 0 : after + 1;
            if (last == null) {
                selection.forEach(from, limit, printer::print);
            } else {
                selection.forEachOfNewest(last, from, limit, printer::print);
            }
            return ExitStatus.OK;
        }
    }

    private Region region() {
        Region region = all ? Region.all().withSystemEvents() : Region.all();
        if (who != null && who.entity != null) {
            region = region.inEntity(who.entity);
        }
        if (who != null && who.tree != null) {
            region = region.inTree(who.tree);
        }
        if (scope != null) {
            region = region.inScope(scope);
        }
        if (kind != null) {
            region = region.ofKind(kind);
        }
        return lane == null ? region : region.onLane(Lane.of(lane));
    }
}
