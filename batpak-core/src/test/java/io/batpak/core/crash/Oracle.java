package io.batpak.core.crash;

import io.batpak.api.OpenReport;
import io.batpak.api.Store;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.Event;
import io.batpak.api.event.Hash;
import io.batpak.api.event.Region;
import io.batpak.api.verify.CheckReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges what an open found after a crash by what had been handed in before (SIM-04). What it found is then part of the
 * journal: it counts as durable from now on, and what is missing must never be seen again, so that several crashes in a
 * row are judged as one history.
 */
public final class Oracle {
    /**
     * What was found.
     *
     * @param events all events, those of the store itself included
     * @param lost how many attempts were not found
     * @param openFound how many of those that were found had not been answered
     */
    public record Finding(List<Event> events, int lost, int openFound) {}

    private Oracle() {}

    /** Checks everything, and settles the journal. */
    public static Finding judge(Store store, Journal journal) {
        List<Event> all;
        try (Stream<Event> events = store.stream(Region.all().withSystemEvents(), 0)) {
            all = events.toList();
        }
        requireOrder(store, all);
        require(all.size() >= journal.floor(), "O4: " + journal.floor() + " events were durable, found " + all.size());
        List<Event> users = all.stream().filter(e -> !e.coordinate().entity().startsWith(Coordinate.RESERVED_PREFIX))
                .toList();
        Finding finding = match(store.openReport(), users, journal, all);
        CheckReport report = store.verify();
        require(report.ok(), "verify: " + report.damages());
        return finding;
    }

    /** Sequences are gapless, revisions dense, links a chain, and every way to an event leads to the same one. */
    private static void requireOrder(Store store, List<Event> all) {
        Map<String, Event> heads = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            Event event = all.get(i);
            require(event.sequence() == i, "O6: sequence " + event.sequence() + " at place " + i); // D-27
            Event before = heads.put(event.coordinate().entity() + "|" + event.lane(), event);
            require(event.revision() == (before == null ? 0 : before.revision() + 1), "O6: revision of " + event);
            require(before == null || before.link().equals(event.previousLink()), "O6: previous link of " + event);
            require(store.get(event.id()).map(Event::link).equals(Optional.of(event.link())), "get: " + event);
        }
        for (Event head : heads.values()) {
            Optional<Hash> latest = store.latest(head.coordinate().entity(), head.lane()).map(Event::link);
            require(latest.equals(Optional.of(head.link())), "latest: " + head);
        }
    }

    private static Finding match(OpenReport report, List<Event> users, Journal journal, List<Event> all) {
        int at = 0;
        int openFound = 0;
        List<Attempt> lost = new ArrayList<>();
        for (Attempt attempt : journal.attempts()) {
            if (attempt.state() == Attempt.State.NEVER) {
                continue;
            }
            int found = found(attempt, users, at);
            if (found == 0) {
                require(attempt.state() != Attempt.State.DURABLE, "O4: lost " + attempt);
                lost.add(attempt);
                continue;
            }
            require(found == attempt.items.size(), "O3: " + found + " events of " + attempt);
            require(lost.isEmpty(), "O2: found " + attempt + ", lost before it " + lost);
            requireSame(attempt, users.subList(at, at + found));
            openFound += attempt.state() == Attempt.State.OPEN ? 1 : 0;
            attempt.become(Attempt.State.DURABLE);
            at += found;
        }
        require(at == users.size(), "O1 or O5: nobody expected event " + at + " of " + users);
        for (Attempt attempt : lost) {
            boolean seen = attempt.state() == Attempt.State.WRITTEN; // its sequences are going to be used again
            require(!seen || report.generation() > attempt.generation(),
                    "D-27: same generation after losing " + attempt);
            attempt.become(Attempt.State.NEVER);
        }
        return new Finding(all, lost.size(), openFound);
    }

    /** Returns how many items of the attempt are there in a row. */
    private static int found(Attempt attempt, List<Event> users, int at) {
        int count = 0;
        while (count < attempt.items.size() && at + count < users.size()
                && isSame(attempt.items.get(count), users.get(at + count))) {
            count++;
        }
        return count;
    }

    /** O1: the event is what was handed in, to the last field. */
    private static boolean isSame(AppendRequest request, Event event) {
        AppendRequest.Content.Encoded content = (AppendRequest.Content.Encoded) request.content();
        if (!content.bytes().equals(event.payload())) {
            return false;
        }
        AppendOptions options = request.options();
        boolean same = request.coordinate().equals(event.coordinate()) && content.kind().equals(event.kind())
                && options.position().lane().equals(event.lane()) && options.key().equals(event.key())
                && options.flags() == event.flags() && options.tags().equals(event.tags())
                && options.extensions().equals(event.extensions()) && options.position().depth() == event.depth();
        require(same, "O1: the payload of a request with other fields: " + event);
        return true;
    }

    private static void requireSame(Attempt attempt, Iterable<Event> events) {
        if (attempt.receipts().isEmpty()) {
            return;
        }
        int item = 0;
        for (Event event : events) {
            AppendReceipt receipt = attempt.receipts().get(item++);
            boolean same = event.id().equals(receipt.id()) && event.sequence() == receipt.sequence()
                    && event.revision() == receipt.revision() && event.contentHash().equals(receipt.contentHash())
                    && event.link().equals(receipt.link()) && event.time().equals(receipt.time());
            require(same, "O6: " + event + " is not the event of " + receipt);
        }
    }

    /** Requires that a retry was given the receipts of the original (O10, AUD-03). */
    static void requireSame(Attempt original, List<AppendReceipt> replay) {
        for (int i = 0; i < replay.size(); i++) {
            AppendReceipt first = original.receipts().get(i);
            AppendReceipt again = replay.get(i);
            boolean same = first.id().equals(again.id()) && first.sequence() == again.sequence()
                    && first.revision() == again.revision() && first.contentHash().equals(again.contentHash())
                    && first.link().equals(again.link()) && first.time().equals(again.time());
            require(same, "O10: first " + first + ", again " + again);
        }
    }

    public static void require(boolean right, String what) {
        if (!right) {
            throw new AssertionError(what);
        }
    }
}
