package io.batpak.core.crash;

import io.batpak.api.OpenReport;
import io.batpak.api.Store;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.Event;
import io.batpak.api.event.Hash;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Region;
import io.batpak.api.verify.CheckReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    /** Checks everything, and settles the journal. For a store that was just opened: no visibility fence is open. */
    public static Finding judge(Store store, Journal journal) {
        List<Event> all;
        try (Stream<Event> events = store.stream(Region.all().withSystemEvents(), 0)) {
            all = events.toList();
        }
        List<Place> places = places(all);
        require(places.size() == store.frontier().visible(),
                "O6: " + places.size() + " events up to the visible bound");
        require(places.size() >= journal.floor(), "O4: " + journal.floor() + " were durable, found " + places.size());
        Finding finding = match(store.openReport(), places.stream().filter(Place::isUsers).toList(), journal, all);
        requireOrder(store, places);
        CheckReport report = store.verify();
        require(report.ok(), "verify: " + report.damages());
        return finding;
    }

    /** A sequence, and what a read returns there: nothing if it is hidden; then the attempt that it belongs to is found. */
    private static final class Place {
        private final @Nullable Event event;
        private @Nullable String chain;

        Place(@Nullable Event event) {
            this.event = event;
            this.chain = event == null ? null : chain(event.coordinate().entity(), event.lane());
        }

        boolean isUsers() {
            return event == null || !event.coordinate().isReserved();
        }
    }

    private static String chain(String entity, Lane lane) {
        return entity + "|" + lane;
    }

    private static List<Place> places(List<Event> all) {
        List<Place> places = new ArrayList<>();
        for (Event event : all) {
            require(event.sequence() >= places.size(), "O6: sequence " + event.sequence() + " at " + places.size());
            while (places.size() < event.sequence()) {
                places.add(new Place(null));
            }
            places.add(new Place(event));
        }
        return places;
    }

    /** Sequences are gapless, revisions dense, links a chain, and every way to an event leads to the same one. */
    private static void requireOrder(Store store, List<Place> places) {
        Map<String, Long> revisions = new HashMap<>();
        Map<String, Event> heads = new HashMap<>();
        Set<String> hiddenHead = new HashSet<>();
        for (int i = 0; i < places.size(); i++) {
            Event event = places.get(i).event;
            String chain = places.get(i).chain;
            long revision = revisions.merge(chain, 1L, Long::sum) - 1;
            if (event == null) {
                require(store.at(i).isEmpty(), "O10: hidden and read: " + i);
                hiddenHead.add(chain);
                continue;
            }
            Event before = heads.put(chain, event);
            require(event.revision() == revision, "O6: revision of " + event + " instead of " + revision); // D-27
            require(hiddenHead.remove(chain) || before == null || before.link().equals(event.previousLink()),
                    "O6: previous link of " + event);
            require(store.get(event.id()).map(Event::link).equals(Optional.of(event.link())), "get: " + event);
        }
        for (Event head : heads.values()) {
            Optional<Hash> latest = store.latest(head.coordinate().entity(), head.lane()).map(Event::link);
            require(latest.equals(Optional.of(head.link())), "latest: " + head);
        }
    }

    private static Finding match(OpenReport report, List<Place> users, Journal journal, List<Event> all) {
        int at = 0;
        int openFound = 0;
        List<Attempt> lost = new ArrayList<>();
        Map<Long, Boolean> fences = new HashMap<>();
        for (Attempt attempt : journal.attempts()) {
            if (attempt.state() == Attempt.State.NEVER) {
                continue;
            }
            List<Place> rest = users.subList(at, users.size());
            boolean gap = attempt.fence != 0 && !rest.isEmpty() && rest.getFirst().event == null;
            int found = gap ? hidden(attempt, rest) : attempt.isShowable() ? found(attempt, rest) : 0;
            if (found == 0) {
                require(attempt.state() != Attempt.State.DURABLE, "O4: lost " + attempt);
                lost.add(attempt);
                continue;
            }
            require(found == attempt.items.size(), "O3: " + found + " events of " + attempt);
            require(lost.isEmpty(), "O2: found " + attempt + ", lost before it " + lost);
            boolean seen = rest.getFirst().event != null;
            if (attempt.fence != 0) {
                require(fences.merge(attempt.fence, seen, (a, b) -> a && b) == seen, "O3: half a fence: " + attempt);
            }
            require(seen ? attempt.state() != Attempt.State.HIDDEN : attempt.state() != Attempt.State.DURABLE,
                    (seen ? "O10: shown " : "O4: hidden ") + attempt);
            openFound += attempt.state() == Attempt.State.OPEN ? 1 : 0;
            if (seen) {
                requireSame(attempt, rest.subList(0, found).stream().map(p -> p.event).toList());
            }
            attempt.become(seen ? Attempt.State.DURABLE : Attempt.State.HIDDEN);
            at += found;
        }
        require(at == users.size(), "O1 or O5: nobody expected event " + at + " of " + all);
        settleLost(report, lost, fences);
        return new Finding(all, lost.size(), openFound);
    }

    private static void settleLost(OpenReport report, List<Attempt> lost, Map<Long, Boolean> fences) {
        for (Attempt attempt : lost) {
            require(!fences.getOrDefault(attempt.fence, false), "O3: of its fence others are seen: " + attempt);
            boolean seen = attempt.state() == Attempt.State.WRITTEN; // its sequences are going to be used again
            require(!seen || report.generation() > attempt.generation(),
                    "D-27: same generation after losing " + attempt);
            attempt.become(Attempt.State.NEVER);
        }
    }

    /** Returns how many places in a row are hidden, up to the items of the attempt, which take them. */
    private static int hidden(Attempt attempt, List<Place> rest) {
        int count = 0;
        while (count < attempt.items.size() && count < rest.size() && rest.get(count).event == null) {
            AppendRequest item = attempt.items.get(count);
            rest.get(count).chain = chain(item.coordinate().entity(), item.options().position().lane());
            count++;
        }
        return count;
    }

    /** Returns how many items of the attempt are there in a row. */
    private static int found(Attempt attempt, List<Place> rest) {
        int count = 0;
        while (count < attempt.items.size() && count < rest.size() && rest.get(count).event != null
                && isSame(attempt.items.get(count), rest.get(count).event)) {
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
