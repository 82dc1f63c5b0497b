package io.batpak.core.simulation;

import io.batpak.api.append.Durability;
import io.batpak.api.error.BatpakException;
import io.batpak.api.event.EventId;
import io.batpak.core.crash.Attempt;
import io.batpak.core.crash.Journal;
import io.batpak.core.crash.Oracle;
import io.batpak.core.crash.Session;
import io.batpak.core.crash.Setup;
import io.batpak.testkit.CrashFileSystem;
import io.batpak.testkit.FaultyFileSystem;
import io.batpak.testkit.SimulatedPowerCut;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** One life of a simulated process: opens what the last power cut left, is judged, works on, and loses power. */
final class Life {
    private final Setup setup;
    private final Journal journal;
    private final Trouble trouble;
    private final Reach reach;
    private final Trace trace;
    private final CrashFileSystem disk;
    private List<EventId> found = List.of();
    private long openedAt = Long.MAX_VALUE;
    private int done;

    /** Begins on a medium with these files; without any, there is no store yet. */
    Life(Setup setup, Map<String, byte[]> image, Journal journal, Trouble trouble, Reach reach, Trace trace) {
        this.setup = setup;
        this.journal = journal;
        this.trouble = trouble;
        this.reach = reach;
        this.trace = trace;
        this.disk = image.isEmpty() ? new CrashFileSystem() : CrashFileSystem.of(Session.DIRECTORY, image);
    }

    /** Lives through the operations, or until the power fails. */
    Life live(List<Operation> operations) {
        trouble.strike(disk);
        try {
            liveOn(operations);
        } catch (SimulatedPowerCut e) {
            Oracle.require(disk.isCut(), "O12: " + e.getMessage());
        } catch (BatpakException e) {
            if (!disk.isCut()) { // else nobody is there any more to be told
                throw e;
            }
        }
        trace.note(disk.operations());
        return this;
    }

    private void liveOn(List<Operation> operations) {
        Session session = new Session(new FaultyFileSystem(disk, trouble.plan()), journal, setup, this::met); // O7
        judge(session);
        openedAt = disk.operationCount();
        Client client = new Client(session, new SplittableRandom(setup.seed()), trouble.isHonest(), reach);
        for (Operation operation : operations) {
            done++;
            int before = journal.attempts().size();
            client.run(operation);
            trace.note(operation + " " + journal.attempts().subList(before, journal.attempts().size()) + " "
                    + session.store().frontier());
        }
        session.settleInFlight();
    }

    private void judge(Session session) {
        Oracle.Finding finding = Oracle.judge(session.store(), journal);
        found = finding.events().stream().filter(e -> !e.coordinate().isReserved()).map(e -> e.id()).toList();
        trace.note("found " + found + " " + session.store().openReport());
        for (int i = 0; i < finding.lost(); i++) {
            reach.count("lost");
        }
        for (int i = 0; i < finding.openFound(); i++) {
            reach.count("found without an answer");
        }
        session.store().openReport().tailCut().ifPresent(cut -> reach.count("tails cut"));
    }

    /** After the last power cut: retries are answered as before, the store goes on and closes in good order. */
    void end() {
        Session session = new Session(disk, journal, setup, Session.Failures.thrown());
        judge(session);
        for (Attempt attempt : List.copyOf(journal.attempts())) {
            if (attempt.isKeyed() && attempt.state() == Attempt.State.DURABLE) {
                session.retry(attempt, Durability.DURABLE); // O10
                reach.count("retries after recovery");
            }
            if (attempt.isKeyed() && attempt.state() == Attempt.State.HIDDEN) {
                session.retryHidden(attempt);
                reach.count("retries of hidden events");
            }
        }
        session.durable(40); // O9
        session.writtenBatch(40, 600);
        session.reopen();
        Oracle.require(session.store().openReport().cleanStart(), "not clean after a clean close");
        judge(session);
        session.close();
        trace.note(disk.operations());
    }

    private void met(BatpakException failure) {
        trace.note(failure.code() + ": " + failure.getMessage());
        Client.requirePower(failure);
        if (trouble.isHonest()) {
            Client.goOnAfterRefusals(failure); // O12
        } else {
            reach.count("met " + failure.code());
        }
    }

    CrashFileSystem disk() {
        return disk;
    }

    /** Returns the user events that the open found; none if it did not come so far. */
    List<EventId> found() {
        return found;
    }

    /** Returns how many file operations there were when the store was open; more than there are if it never was. */
    long openedAt() {
        return openedAt;
    }

    /** Returns how many operations were begun. */
    int done() {
        return done;
    }
}
