package io.batpak.core.append;

import io.batpak.api.append.Expectation;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.AppendRejectedException.Stage;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.Rejection;
import io.batpak.api.event.Lane;
import io.batpak.core.index.Chain;
import io.batpak.core.index.EventIndex;
import java.io.IOException;

/** What the chains that a command goes on have to say to it. Belongs to the holder of the writer role. */
final class Admission {
    private static final long MAX_REVISION = 0xffff_ffffL;

    private final EventIndex index;
    private final ChainLinks links;

    Admission(EventIndex index, ChainLinks links) {
        this.index = index;
        this.links = links;
    }

    /** Checks what the caller believes of each chain against its committed head, laid-out events included. */
    void requireExpectation(AppendCommand command) {
        for (PreparedEvent event : command.events()) {
            if (event.expectation == Expectation.Any.ANY) {
                continue;
            }
            long revision = index.knownChain(event.coordinate.entity(), event.lane)
                    .map(Chain::revision)
                    .orElse(Chain.EMPTY);
            boolean met = switch (event.expectation) {
                case Expectation.Any any -> true;
                case Expectation.Empty empty -> revision == Chain.EMPTY;
                case Expectation.At at -> revision == at.revision();
            };
            if (!met) {
                String expected = event.expectation instanceof Expectation.At at ? "revision " + at.revision()
                        : "no event yet";
                throw new AppendRejectedException(
                        new Rejection.ExpectationFailed(
                                event.coordinate, Lane.of(event.lane), expected, Replays.actual(revision)),
                        Stage.ADMIT);
            }
        }
    }

    /** Finds or begins the chain of each event; nothing of them needs a file any more. */
    void prepareChains(AppendCommand command) throws IOException {
        for (PreparedEvent event : command.events()) {
            Chain chain = event.chain == null ? index.chain(event.coordinate.entity(), event.lane) : event.chain;
            links.prepare(chain);
            event.chain = chain;
            if (chain.revision() + command.events().length > MAX_REVISION && revisionsRunOut(command, chain)) {
                throw CommitFailures.refused(
                        ErrorCode.REVISION_EXHAUSTED,
                        "entity " + event.coordinate.entity() + " on lane " + event.lane
                                + " used its last revision; go on with another lane or entity");
            }
        }
    }

    private static boolean revisionsRunOut(AppendCommand command, Chain chain) {
        long more = 0;
        for (PreparedEvent event : command.events()) {
            more += event.lane == chain.lane() && event.coordinate.entity().equals(chain.entity().name()) ? 1 : 0;
        }
        return chain.revision() + more > MAX_REVISION;
    }
}
