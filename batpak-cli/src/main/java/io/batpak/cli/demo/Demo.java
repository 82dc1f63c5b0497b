package io.batpak.cli.demo;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Causation;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.CorrelationId;
import io.batpak.api.event.Event;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Region;
import io.batpak.api.read.Page;
import io.batpak.api.read.PageRequest;
import io.batpak.api.verify.CheckReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Puts a history into a store, and does with it what stores are for. Each job is a method of its own and says in one
 * line what came of it; read them in the order of {@link #run}.
 */
public final class Demo {
    private static final int UNDER_WAY_MAX_COUNT = 64;
    private static final int PAGE_COUNT = 500;

    private final PrintWriter out;
    private final StoreConfig config;

    /** Makes a demonstration that uses the store in a directory, and makes it if it is not there. */
    public Demo(Path directory, PrintWriter out) {
        this.out = out;
        this.config = StoreConfig.builder(directory)
                .codec("msgpack") // payloads are records
                .batchMaxCount(4096) // a commit and all its files are one batch
                .batchMaxBytes(16 << 20)
                .build();
    }

    /** Runs all jobs on the git history of a directory, or on a sample if it has none. */
    public void run(Path directory) {
        History history = GitHistory.find(directory).<History>map(git -> git).orElseGet(SampleHistory::new);
        out.println("batpak demo: " + history.origin());
        out.println("store: " + config.directory());
        out.println();
        long events;
        try (Store store = Store.open(config)) {
            store.openReport().tailCut()
                    .ifPresent(cut -> out.println("The end of the log was torn and was cut: " + cut));
            List<AppendReceipt> receipts = timed("append", () -> append(store, history));
            timed("page", () -> page(store));
            timed("get", () -> get(store, receipts.get(receipts.size() / 2)));
            timed("follow a chain", () -> follow(store, busiestFile(receipts)));
            timed("fold per author", () -> fold(store));
            timed("verify receipts", () -> verifyReceipts(store, receipts));
            timed("verify store", () -> verifyStore(store));
            events = store.openReport().events() + receipts.size();
        }
        timed("close, reopen", this::reopen);
        out.println();
        out.println(events > 0 ? "Everything above is durable, chained and checked." : "The history was empty.");
    }

    /**
     * Appends each commit with its files as one atomic batch, durably. Several batches are under way at a time: one
     * force serves all that wait for it. The keys make it safe to repeat: what is there already is not appended again.
     */
    private Answer<List<AppendReceipt>> append(Store store, History history) {
        Deque<CompletableFuture<List<AppendReceipt>>> underWay = new ArrayDeque<>();
        List<AppendReceipt> receipts = new ArrayList<>();
        for (Commit commit : history.commits()) {
            if (underWay.size() == UNDER_WAY_MAX_COUNT) {
                receipts.addAll(underWay.removeFirst().join());
            }
            underWay.addLast(store.submitBatch(requests(commit, history.name())));
        }
        underWay.forEach(batch -> receipts.addAll(batch.join()));
        long replayed = receipts.stream().filter(AppendReceipt::replayed).count();
        return new Answer<>(receipts,
                String.format(Locale.ROOT, "%,d events in %,d atomic batches, each forced to the disk%s",
                        receipts.size(), history.commits().size(),
                        replayed == 0 ? "" : String.format(Locale.ROOT, "; %,d of them were there already", replayed)));
    }

    /** Returns the batch of a commit: the author's event first, which caused those of the files. */
    private static List<AppendRequest> requests(Commit commit, String scope) {
        String hash = commit.committed().commit();
        AppendOptions options = AppendOptions.builder()
                .correlation(CorrelationId.parse(hash.substring(0, 32)))
                .build();
        List<AppendRequest> requests = new ArrayList<>();
        requests.add(AppendRequest.of(coordinate("author:", commit.author(), scope), commit.committed())
                .with(options.toBuilder().key(key(hash, 0)).build()));
        for (Commit.Touched file : commit.files()) {
            requests.add(AppendRequest.of(coordinate("file:", file.path(), scope), file.changed())
                    .with(options.toBuilder()
                            .key(key(hash, requests.size()))
                            .causation(Causation.earlierItem(0))
                            .build()));
        }
        return requests;
    }

    private static IdempotencyKey key(String commit, int item) {
        return IdempotencyKey.forOperation("batpak.demo", commit, Integer.toString(item));
    }

    private static Coordinate coordinate(String prefix, String name, String scope) {
        String clean = name.replaceAll("\\p{Cntrl}", "?");
        return Coordinate.of(prefix + (clean.length() <= 300 ? clean : clean.substring(0, 300)), scope);
    }

    /** Reads everything in pages, newest first, as a list on a screen would. */
    private Answer<Integer> page(Store store) {
        int pages = 0;
        int events = 0;
        Optional<PageRequest> next = Optional.of(PageRequest.newest(PAGE_COUNT));
        while (next.isPresent()) {
            Page page = store.page(Region.all(), next.get());
            pages++;
            events += page.events().size();
            next = page.next();
        }
        return new Answer<>(pages, String.format(Locale.ROOT, "%,d events in %,d pages, newest first", events, pages));
    }

    /** Reads one event by its id, as a record again. */
    private Answer<Event> get(Store store, AppendReceipt receipt) {
        Event event = store.get(receipt.id()).orElseThrow();
        Object payload = event.kind().equals(receipt.kind()) && event.coordinate().entity().startsWith("author:")
                ? event.payloadAs(Committed.class).getClass().getSimpleName()
                : event.payloadAs(FileChanged.class).getClass().getSimpleName();
        return new Answer<>(event, String.format(Locale.ROOT, "%s is a %s of %s, revision %d", event.id(), payload,
                event.coordinate().entity(), event.revision()));
    }

    /** Goes back along the chain of an entity; each event holds the link of the one before it. */
    private Answer<Integer> follow(Store store, String entity) {
        Region chain = Region.ofEntity(entity).onLane(Lane.MAIN);
        int links = 0;
        Event newer = store.latest(entity, Lane.MAIN).orElseThrow();
        long newest = newer.revision();
        while (newer.revision() > 0) {
            for (Event older : store.page(chain, PageRequest.before(newer.sequence(), PAGE_COUNT)).events()) {
                if (!newer.previousLink().equals(older.link())) {
                    throw new IllegalStateException(
                            "the chain of " + entity + " is broken at revision " + older.revision());
                }
                links++;
                newer = older;
            }
        }
        return new Answer<>(links,
                String.format(Locale.ROOT, "%s: %,d links from revision %d back to 0", entity, links, newest));
    }

    private static String busiestFile(List<AppendReceipt> receipts) {
        return receipts.stream()
                .filter(receipt -> receipt.coordinate().entity().startsWith("file:"))
                .max(Comparator.comparingLong(AppendReceipt::revision))
                .orElse(receipts.get(0))
                .coordinate()
                .entity();
    }

    /** Folds all events of files into one figure for each author. */
    private Answer<Map<String, Long>> fold(Store store) {
        Map<String, Long> linesByAuthor = new HashMap<>();
        try (Stream<Event> events = store.stream(Region.ofTree("file"), 0)) {
            events.map(event -> event.payloadAs(FileChanged.class))
                    .forEach(change -> linesByAuthor.merge(
                            change.author(), (long) change.added().orElse(0) + change.removed().orElse(0), Long::sum));
        }
        String first = linesByAuthor.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> String.format(Locale.ROOT, "; %s changed %,d lines", most.getKey(), most.getValue()))
                .orElse("");
        return new Answer<>(linesByAuthor, String.format(Locale.ROOT, "%,d authors%s", linesByAuthor.size(), first));
    }

    /** Reads back what each receipt promised. */
    private Answer<Integer> verifyReceipts(Store store, List<AppendReceipt> receipts) {
        for (AppendReceipt receipt : receipts) {
            Event event = store.get(receipt.id()).orElseThrow();
            if (event.sequence() != receipt.sequence()
                    || !event.link().equals(receipt.link())
                    || !event.contentHash().equals(receipt.contentHash())) {
                throw new IllegalStateException(
                        "the store does not hold what the receipt of " + receipt.id() + " says");
            }
        }
        return new Answer<>(receipts.size(),
                String.format(Locale.ROOT, "%,d receipts hold: id, sequence, content hash and link", receipts.size()));
    }

    /** Checks the whole store from its bytes up, while it is open. */
    private Answer<CheckReport> verifyStore(Store store) {
        CheckReport report = store.verify();
        if (!report.ok()) {
            throw new IllegalStateException("the store is damaged: " + report.damages());
        }
        return new Answer<>(report,
                String.format(Locale.ROOT, "%,d events in %,d chains are sound", report.events(), report.chains()));
    }

    private Answer<Boolean> reopen() {
        try (Store store = Store.open(config)) {
            boolean clean = store.openReport().cleanStart();
            return new Answer<>(clean, String.format(Locale.ROOT, "%,d events found, %s", store.openReport().events(),
                    clean ? "closed in good order" : "unclean"));
        }
    }

    /** What a job returns: a result, and a sentence about it. */
    private record Answer<T>(T result, String sentence) {}

    /** A job. */
    private interface Job<T> {
        Answer<T> run();
    }

    private <T> T timed(String name, Job<T> job) {
        long start = System.nanoTime();
        Answer<T> answer = job.run();
        double millis = (System.nanoTime() - start) / 1e6;
        out.printf(Locale.ROOT, "%-16s %9.1f ms  %s%n", name, millis, answer.sentence());
        return answer.result();
    }
}
