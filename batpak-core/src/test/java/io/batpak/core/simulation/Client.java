package io.batpak.core.simulation;

import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Causation;
import io.batpak.api.append.Durability;
import io.batpak.api.append.Expectation;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.BatpakException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Lane;
import io.batpak.api.event.PositionHint;
import io.batpak.core.append.CommitSteps;
import io.batpak.core.crash.Attempt;
import io.batpak.core.crash.Oracle;
import io.batpak.core.crash.Session;
import io.batpak.testkit.SimulatedPowerCut;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Does the operations of a script with a store, takes everything that they leave open from its chance, and checks each
 * answer as far as it can be known at once; the rest is up to the {@link Oracle}.
 */
final class Client {
    private final Session session;
    private final SplittableRandom chance;
    private final boolean honest;
    private final Reach reach;

    /**
     * Begins.
     *
     * @param honest true if the medium does what it is told: then only what must be refused is refused
     */
    Client(Session session, SplittableRandom chance, boolean honest, Reach reach) {
        this.session = session;
        this.chance = chance;
        this.honest = honest;
        this.reach = reach;
    }

    /** Goes on after a refusal, and after a failure that was made and left no trace; throws on everything else. */
    static void goOnAfterRefusals(BatpakException failure) {
        requirePower(failure);
        if (!(failure instanceof AppendRejectedException) && failure.code() != ErrorCode.WRITER_FAILED) {
            throw failure;
        }
    }

    /** Throws a failure on that comes from a power cut: nobody is there any more to be told. */
    static void requirePower(BatpakException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SimulatedPowerCut) {
                throw failure;
            }
        }
    }

    /** Does an operation, and lets chance decide who of the store's workers goes on meanwhile. */
    void run(Operation operation) {
        reach.count(operation.name());
        operation.run(this);
        session.turns(chance);
        if (session.store().health().poison().isPresent() && chance.nextBoolean()) {
            reopen();
        }
    }

    void durable() {
        append(List.of(plain(Durability.DURABLE)));
    }

    void written() {
        append(List.of(plain(Durability.WRITTEN)));
    }

    void batch() {
        append(items(durability(), 2 + chance.nextInt(3)));
    }

    void large() {
        int size = 18_000 + chance.nextInt(16_000);
        append(List.of(request(size, options(durability()))));
    }

    void keyed() {
        append(keyedItems(durability(), 1 + chance.nextInt(3)));
    }

    private List<AppendRequest> keyedItems(Durability durability, int count) {
        AppendRequest[] items = new AppendRequest[count];
        for (int i = 0; i < count; i++) {
            long key = 1 + 8L * session.journal().attempts().size() + i;
            items[i] = request(size(), options(durability).key(session.requests().key(key)));
        }
        return List.of(items);
    }

    void retry() {
        session.settleInFlight();
        List<Attempt> committed = committedWithKeys();
        if (!committed.isEmpty()) {
            session.retry(committed.get(chance.nextInt(committed.size())), durability());
            reach.count("retries");
        }
    }

    private List<Attempt> committedWithKeys() {
        return session.journal().attempts().stream().filter(Attempt::isKeyed)
                .filter(a -> a.state() == Attempt.State.WRITTEN || a.state() == Attempt.State.DURABLE).toList();
    }

    void conflict() {
        session.settleInFlight();
        List<Attempt> committed = committedWithKeys();
        if (committed.isEmpty()) {
            return;
        }
        AppendRequest earlier = committed.get(chance.nextInt(committed.size())).items.getFirst();
        AppendRequest other = request(size(), options(durability()).key(earlier.options().key().orElseThrow()));
        if (chance.nextBoolean()) {
            refused(ErrorCode.IDEMPOTENCY_CONFLICT, List.of(other), false);
        } else {
            AppendRequest fresh = keyedItems(durability(), 1).getFirst();
            refused(ErrorCode.IDEMPOTENCY_PARTIAL_BATCH, List.of(other, fresh), true);
        }
        reach.count("conflicts");
    }

    void laned() {
        PositionHint position = new PositionHint(Lane.of(1 + chance.nextInt(3)), chance.nextInt(5));
        append(List.of(request(size(), options(durability()).position(position)
                .extension("test.lane", Bytes.of(new byte[] {1, 2})))));
    }

    void expected() {
        session.settleInFlight();
        AppendRequest request = plain(durability());
        long revision = revision(request);
        Expectation right = revision < 0 ? Expectation.empty() : Expectation.at(revision);
        Attempt attempt = append(List.of(expecting(request, right)));
        Oracle.require(attempt.receipts().isEmpty() || attempt.receipts().getFirst().revision() == revision + 1,
                "O6: expected after " + revision + ": " + attempt);
    }

    void stale() {
        session.settleInFlight();
        AppendRequest request = plain(durability());
        long revision = revision(request);
        Expectation wrong = revision >= 0 && chance.nextBoolean() ? Expectation.empty() : Expectation.at(revision + 1);
        refused(ErrorCode.EXPECTATION_FAILED, List.of(expecting(request, wrong)), false);
    }

    private long revision(AppendRequest request) {
        return session.store().latest(request.coordinate().entity(), request.options().position().lane())
                .map(Event::revision).orElse(-1L);
    }

    private static AppendRequest expecting(AppendRequest request, Expectation expectation) {
        return request.with(request.options().toBuilder().expect(expectation).build());
    }

    void refused() {
        AppendRequest fine = plain(durability());
        switch (chance.nextInt(4)) {
            case 0 -> refused(ErrorCode.RESERVED, List.of(AppendRequest.ofBytes(fine.coordinate(),
                    EventKind.OPEN_COMPLETED, Bytes.empty())), false);
            case 1 -> refused(ErrorCode.OPTION_NOT_ALLOWED,
                    List.of(fine, expecting(plain(durability()), Expectation.empty())), true);
            case 2 -> refused(ErrorCode.IDEMPOTENCY_PARTIAL_BATCH,
                    List.of(fine, keyedItems(durability(), 1).getFirst()), true);
            default -> refused(ErrorCode.INVALID_CAUSATION, List.of(fine.with(
                    fine.options().toBuilder().causation(Causation.earlierItem(0)).build())), true);
        }
    }

    void submit() {
        int count = 1 + chance.nextInt(3);
        Durability durability = durability();
        session.submit(chance.nextInt(3) == 0 ? keyedItems(durability, count) : items(durability, count), count > 1);
    }

    void group() {
        session.group(durability(), new int[] {size()}, new int[] {size(), size()}, new int[] {size()});
    }

    void force() {
        session.force();
    }

    void pause() {
        session.pause();
    }

    void breakCommit() {
        CommitSteps.Step[] steps = CommitSteps.Step.values();
        int restarts = session.store().health().restarts();
        session.broken(steps[chance.nextInt(steps.length)], size(), 1 + chance.nextInt(20_000));
        if (session.store().health().restarts() > restarts) {
            reach.count("restarts");
        }
    }

    void reopen() {
        session.reopen();
        Oracle.judge(session.store(), session.journal());
    }

    private Attempt append(List<AppendRequest> items) {
        Attempt attempt = session.append(items, items.size() > 1);
        Oracle.require(!honest || attempt.state() == Attempt.State.WRITTEN
                || attempt.state() == Attempt.State.DURABLE, "O9: not appended: " + attempt);
        return attempt;
    }

    private void refused(ErrorCode code, List<AppendRequest> items, boolean batch) {
        Attempt attempt = session.append(items, batch);
        Oracle.require(attempt.refusal() == code || !honest && attempt.receipts().isEmpty(),
                "instead of " + code + ": " + attempt);
    }

    private List<AppendRequest> items(Durability durability, int count) {
        AppendRequest[] items = new AppendRequest[count];
        for (int i = 0; i < count; i++) {
            items[i] = plain(durability);
        }
        return List.of(items);
    }

    private AppendRequest plain(Durability durability) {
        return request(size(), options(durability));
    }

    private AppendRequest request(int size, AppendOptions.Builder options) {
        return session.requests().next(size, options);
    }

    private static AppendOptions.Builder options(Durability durability) {
        return AppendOptions.builder().durability(durability);
    }

    private Durability durability() {
        return chance.nextBoolean() ? Durability.DURABLE : Durability.WRITTEN;
    }

    /** Most events are small, some cross a page. */
    private int size() {
        return switch (chance.nextInt(8)) {
            case 0 -> 400 + chance.nextInt(300);
            case 1 -> 3_000 + chance.nextInt(3_000);
            default -> 8 + chance.nextInt(60);
        };
    }
}
