package io.batpak.core.crash;

import io.batpak.api.append.Durability;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventId;
import io.batpak.testkit.CrashFileSystem;
import io.batpak.testkit.CrashPolicy;
import io.batpak.testkit.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Runs a script once for each of its file operations, cuts the power behind it, and for each policy checks what a store
 * makes of what is left. What is equal to a cell of this cut or the last one is only counted: an open is deterministic
 * (O11).
 */
public final class CrashMatrix {
    private final Scenario script;
    private final Setup setup;
    private final List<Operation> operations;
    private final Reach reach = new Reach();
    private List<Content> before = List.of();

    public CrashMatrix(Scenario script, Setup setup) {
        this.script = script;
        this.setup = setup;
        this.operations = CrashRun.of(script, setup, Long.MAX_VALUE).disk().operations();
    }

    /** How far the checks reached: a matrix that met nothing proves nothing. */
    public static final class Reach {
        public long cells;
        public long images;
        public long reopenings;
        public long lost;
        public long unansweredFound;
        public long tailsCut;

        @Override
        public String toString() {
            return cells + " cells, " + images + " different images, " + reopenings + " openings, " + lost
                    + " attempts lost, " + unansweredFound + " found without an answer, " + tailsCut + " tails cut";
        }
    }

    /** What a power cut left. */
    private record Cell(CrashFileSystem disk, Journal journal, String name) {}

    /** What decides how a cell goes. */
    private record Content(Map<String, byte[]> image, String journal) {
        boolean isSame(Content other) {
            return journal.equals(other.journal) && image.keySet().equals(other.image.keySet()) && image.entrySet()
                    .stream().allMatch(e -> Arrays.equals(e.getValue(), other.image.get(e.getKey())));
        }
    }

    public List<Operation> operations() {
        return operations;
    }

    public Reach reach() {
        return reach;
    }

    /** Cuts after every operation, for every policy. */
    CrashMatrix cutEverywhere() {
        return cutFrom(0);
    }

    /** Cuts after so many operations, and after every later one, for every policy. */
    public CrashMatrix cutFrom(long first) {
        for (long n = first; n <= operations.size(); n++) {
            for (Cell cell : cells(n, CrashPolicy.all(setup.seed() + 31 * n))) {
                told(cell.name, () -> survive(cell));
            }
        }
        return this;
    }

    /** Cuts after every operation that the predicate picks, and then again after every operation of the recovery. */
    public CrashMatrix cutRecoveries(LongPredicate picked, int policies) {
        for (long n = 0; n <= operations.size(); n++) {
            if (picked.test(n)) {
                for (Cell cell : cells(n, some(CrashPolicy.all(setup.seed() + 31 * n), policies, n))) {
                    told(cell.name, () -> surviveTwice(cell, policies));
                }
            }
        }
        return this;
    }

    /** Cuts after every operation, for every prefix of what is not forced and every tear of the last write (SIM-06). */
    CrashMatrix tearEverywhere() {
        for (long n = 0; n <= operations.size(); n++) {
            CrashRun run = CrashRun.of(script, setup, n);
            List<CrashPolicy> policies = new ArrayList<>();
            for (int k = 0; k <= run.disk().unforcedCount(); k++) {
                policies.add(CrashPolicy.prefix(k));
            }
            long length = run.disk().lastWriteLength();
            for (long bytes = 0; bytes <= length; bytes += length < 300 ? 1 : 1 + length / 128) {
                policies.add(CrashPolicy.tornLast(bytes));
            }
            for (Cell cell : cells(n, policies)) {
                told(cell.name, () -> survive(cell));
            }
        }
        return this;
    }

    private static List<CrashPolicy> some(List<CrashPolicy> all, int count, long from) {
        List<CrashPolicy> some = new ArrayList<>();
        for (int i = 0; i < Math.min(count, all.size()); i++) {
            some.add(all.get((int) ((from + 7L * i) % all.size())));
        }
        return some;
    }

    private List<Cell> cells(long n, List<CrashPolicy> policies) {
        CrashRun run = CrashRun.of(script, setup, n);
        Oracle.require(run.disk().operationCount() == Math.min(n, operations.size()),
                script + " did not come to operation " + n);
        return cells(run.disk(), run.journal(), policies,
                script + " seed " + setup.seed() + " cut after " + n + " " + last(run.disk()));
    }

    private static Object last(CrashFileSystem disk) {
        List<Operation> operations = disk.operations();
        return operations.isEmpty() ? "" : operations.getLast();
    }

    private List<Cell> cells(CrashFileSystem disk, Journal journal, List<CrashPolicy> policies, String name) {
        List<Cell> cells = new ArrayList<>();
        List<Content> now = new ArrayList<>();
        for (CrashPolicy policy : policies) {
            CrashFileSystem left = disk.restart(policy);
            Content content = new Content(left.snapshot(Session.DIRECTORY), journal.signature());
            reach.cells++;
            boolean known = now.stream().anyMatch(content::isSame);
            if (!known) {
                now.add(content);
            }
            if (!known && before.stream().noneMatch(content::isSame)) {
                cells.add(new Cell(left, journal.copy(), name + " policy " + policy));
                reach.images++;
            }
        }
        before = now;
        return cells;
    }

    /** Opens, judges, retries, goes on, loses power again, goes on, closes. */
    private void survive(Cell cell) {
        Session first = open(cell.disk, cell.journal, 17);
        for (Attempt attempt : List.copyOf(cell.journal.attempts())) {
            if (attempt.isKeyed() && attempt.state() == Attempt.State.DURABLE) {
                first.retry(attempt, Durability.DURABLE); // O10
            }
            if (attempt.isKeyed() && attempt.state() == Attempt.State.HIDDEN) {
                first.retryHidden(attempt);
            }
        }
        first.durable(40); // O9
        first.durableBatch(40, 600);
        first.written(40);
        Session second = open(cell.disk.restart(CrashPolicy.loseAll()), cell.journal, 18);
        second.durable(40);
        second.written(40);
        second.reopen();
        Oracle.require(second.store().openReport().cleanStart(), "not clean after a clean close");
        judge(second);
    }

    /** Cuts the recovery after each of its operations, again with policies; each time the same events are found (O8). */
    private void surviveTwice(Cell cell, int policies) {
        Map<String, byte[]> image = cell.disk.snapshot(Session.DIRECTORY);
        List<EventId> expected = ids(judge(new Session(cell.disk, cell.journal.copy(), setup.seed(19))).events());
        long last = cell.disk.operationCount();
        for (long m = 0; m < last; m++) {
            CrashFileSystem again = CrashFileSystem.of(Session.DIRECTORY, image);
            again.cutAfter(m);
            Journal journal = cell.journal.copy();
            openUntilCut(again, journal);
            List<CrashPolicy> left = some(CrashPolicy.all(setup.seed() + m), policies, m);
            for (Cell twice : cells(again, journal, left, "then recovery cut after " + m + " " + last(again))) {
                told(twice.name, () -> requireSame(expected, twice));
            }
        }
    }

    private void openUntilCut(CrashFileSystem disk, Journal journal) {
        try {
            new Session(disk, journal, setup.seed(19)); // all that is left may be the helper's work
        } catch (RuntimeException e) {
            Oracle.require(disk.isCut(), "failed before the cut: " + e);
        }
        Oracle.require(disk.isCut(), "not cut");
    }

    private void requireSame(List<EventId> expected, Cell twice) {
        List<EventId> found = ids(judge(new Session(twice.disk, twice.journal, setup.seed(20))).events());
        int users = Math.min(found.size(), expected.size()) - 1; // the last one is the open event of that session
        Oracle.require(found.size() >= expected.size() && found.subList(0, users).equals(expected.subList(0, users)),
                "O8: found " + found + " instead of " + expected);
    }

    private static List<EventId> ids(List<Event> events) {
        return events.stream().map(Event::id).toList();
    }

    private Session open(CrashFileSystem disk, Journal journal, long seed) {
        Session session = new Session(disk, journal, setup.seed(seed)); // O7: an honest disk always opens
        judge(session);
        return session;
    }

    private Oracle.Finding judge(Session session) {
        Oracle.Finding finding = Oracle.judge(session.store(), session.journal());
        reach.reopenings++;
        reach.lost += finding.lost();
        reach.unansweredFound += finding.openFound();
        reach.tailsCut += session.store().openReport().tailCut().isPresent() ? 1 : 0;
        return finding;
    }

    private static void told(String cell, Runnable check) {
        try {
            check.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(cell + ": " + e, e);
        }
    }
}
