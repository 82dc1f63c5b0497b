package io.batpak.core.crash;

import io.batpak.api.append.Durability;
import io.batpak.core.append.CommitSteps;
import java.util.function.Consumer;

/** What is done with a store until the power fails; short enough for a cut after each of its file operations (SIM-06). */
enum CrashScript implements Scenario {
    /** Single events, durable and not, and a force. */
    SINGLES(Setup.of(101), s -> {
        s.durable(40);
        s.written(40);
        s.written(700);
        s.durable(40);
        s.written(40);
        s.force();
        s.written(40);
    }),
    /** Batches, one of them over several pages. */
    BATCHES(Setup.of(202).hash("blake3"), s -> {
        s.durableBatch(40, 40, 40);
        s.writtenBatch(700, 40);
        s.durableBatch(3000, 3000, 3000);
        s.written(40);
        s.writtenBatch(40, 5000);
    }),
    /** Groups over several pages: requests that queued up and are written and forced as one. */
    GROUPS(Setup.of(303), s -> {
        s.group(Durability.DURABLE, new int[] {1500}, new int[] {1500}, new int[] {40}, new int[] {3000});
        s.group(Durability.WRITTEN, new int[] {900}, new int[] {40, 2000, 40}, new int[] {900});
        s.group(Durability.DURABLE, new int[] {40, 40}, new int[] {4000}, new int[] {4000, 40});
    }),
    /** Two rotations into prepared segments, with batches at the boundary. */
    ROTATION(Setup.of(404), s -> {
        s.written(20_000);
        s.durable(20_000);
        s.writtenBatch(15_000, 15_000);
        s.written(30_000);
        s.pause();
        s.durableBatch(9_000, 9_000, 9_000);
        s.durable(40);
    }),
    /** Rotations for which nothing was prepared: the segments grow; the helper comes late. */
    LATE_HELPER(Setup.of(505).heldHelper(), s -> {
        s.written(30_000);
        s.durable(30_000);
        s.written(30_000);
        s.pause();
        s.written(40);
        s.group(Durability.DURABLE, new int[] {25_000}, new int[] {25_000, 9_000}, new int[] {40});
        s.pause();
    }),
    /** Clean closes, and sessions that go on in the same segment. */
    REOPENINGS(Setup.of(606), s -> {
        s.durable(40);
        s.reopen();
        s.durable(40);
        s.written(40);
        s.reopen();
        s.written(600);
        s.close();
    }),
    /** A store whose appends are not forced, in mapped files; rotation forces them. */
    UNFORCED(Setup.of(707).written(), s -> {
        s.written(25_000);
        s.written(25_000);
        s.writtenBatch(9_000, 9_000);
        s.force();
        s.written(40);
        s.reopen();
        s.written(40);
    }),
    /** Idempotency keys, and retries that ask for more durability than the original had. */
    KEYS(Setup.of(808), s -> {
        s.keyed(1, Durability.WRITTEN, 40);
        s.keyed(2, Durability.DURABLE, 40);
        s.keyedBatch(10, Durability.WRITTEN, 40, 40);
        s.retry(s.journal().attempts().get(0), Durability.DURABLE);
        s.retry(s.journal().attempts().get(2), Durability.DURABLE);
        s.keyed(3, Durability.WRITTEN, 40);
        s.retry(s.journal().attempts().get(3), Durability.DURABLE);
        s.keyed(4, Durability.WRITTEN, 40);
        s.retry(s.journal().attempts().get(4), Durability.WRITTEN);
    }),
    /** Commits that end in the middle, and a writer that starts again behind them (J-25). */
    RESTART(Setup.of(1010), s -> {
        s.durable(40);
        s.written(600);
        s.broken(CommitSteps.Step.WRITTEN, 40, 700);
        s.durable(40);
        s.broken(CommitSteps.Step.FORCED, 40, 40);
        s.written(40);
        s.broken(CommitSteps.Step.NOTED, 3000, 40);
        s.broken(CommitSteps.Step.WRITTEN, 40);
        s.durable(40);
    }),
    /** A frame that is larger than a segment gets one of its own. */
    OVERSIZE(Setup.of(909), s -> {
        s.durable(40);
        s.written(90_000);
        s.durable(40);
    });

    private final Setup setup;
    private final Consumer<Session> steps;

    CrashScript(Setup setup, Consumer<Session> steps) {
        this.setup = setup;
        this.steps = steps;
    }

    @Override
    public Setup setup() {
        return setup;
    }

    @Override
    public void run(Session session) {
        steps.accept(session);
    }
}
