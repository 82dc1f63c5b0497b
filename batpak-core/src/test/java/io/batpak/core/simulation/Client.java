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
            refused(admitted(ErrorCode.IDEMPOTENCY_CONFLICT), List.of(other), false);
        } else {
            AppendRequest fresh = keyedItems(durability(), 1).getFirst();
            refused(admitted(ErrorCode.IDEMPOTENCY_PARTIAL_BATCH), List.of(other, fresh), true);
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
        if (!session.hasFence() && isHeadHidden(request)) { // only a refusal tells how far the chain has come
            Attempt asked = session.append(List.of(expecting(request, Expectation.at(1_000_000))), false);
            revision = asked.actualRevision().orElse(-1);
        }
        Attempt attempt = append(List.of(expecting(request,
                revision < 0 ? Expectation.empty() : Expectation.at(revision))));
        Oracle.require(attempt.receipts().isEmpty() || attempt.receipts().getFirst().revision() == revision + 1,
                "O6: expected after " + revision + ": " + attempt);
    }

    private boolean isHeadHidden(AppendRequest request) {
        return session.journal().attempts().stream().filter(Attempt::mayBeHidden)
                .flatMap(a -> a.items.stream()).anyMatch(i -> i.coordinate().equals(request.coordinate()));
    }

    void stale() {
        session.settleInFlight();
        AppendRequest request = plain(durability());
        long revision = revision(request);
        Expectation wrong = revision >= 0 && chance.nextBoolean() ? Expectation.empty()
                : Expectation.at(revision + 1_000);
        refused(admitted(ErrorCode.EXPECTATION_FAILED), List.of(expecting(request, wrong)), false);
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
        List<AppendRequest> items = chance.nextInt(3) == 0 ? keyedItems(durability, count) : items(durability, count);
        if (session.hasFence()) {
            session.submitFenced(items, count > 1);
        } else {
            session.submit(items, count > 1);
        }
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

    void fence() {
        if (!session.hasFence()) {
            session.beginFence();
            reach.count("fences");
            return;
        }
        switch (chance.nextInt(6)) {
            case 0, 1, 2 -> show();
            case 3 -> hide();
            case 4 -> session.cancelFence(true);
            default -> session.beginFence(); // is refused
        }
    }

    void show() {
        fillFence();
        if (session.hasFence()) {
            session.commitFence();
            reach.count("fences shown");
        }
    }

    void hide() {
        fillFence();
        if (session.hasFence()) {
            session.cancelFence(false);
            reach.count("fences hidden");
        }
    }

    /** Begins a fence and hands something in, if none is open. */
    private void fillFence() {
        if (!session.hasFence()) {
            session.beginFence();
            for (int count = session.hasFence() ? chance.nextInt(3) : 0; count > 0; count--) {
                submit();
            }
        }
    }

    void breakCommit() {
        CommitSteps.Step[] steps = CommitSteps.Step.values();
        int restarts = session.store().health().restarts();
        CommitSteps.Step step = steps[chance.nextInt(steps.length)];
        if (!session.hasFence()) {
            session.broken(step, size(), 1 + chance.nextInt(20_000));
        } else if (chance.nextBoolean()) {
            session.breaking(step, session::commitFence);
            reach.count("fences broken");
        } else { // whether it is in the log nobody can look up, so it ends where that is certain
            session.breaking(step.ordinal() < CommitSteps.Step.SEALED.ordinal() ? step : CommitSteps.Step.WRITTEN,
                    () -> {
                        submit();
                        session.settleInFlight();
                    });
            session.cancelFence(false);
        }
        if (session.store().health().restarts() > restarts) {
            reach.count("restarts");
        }
    }

    void reopen() {
        session.reopen();
        Oracle.judge(session.store(), session.journal());
    }

    /** Appends, through the fence if one is open; now and then not, and is refused. */
    private Attempt append(List<AppendRequest> items) {
        if (session.hasFence() && chance.nextInt(4) != 0) {
            return session.submitFenced(items, items.size() > 1);
        }
        if (session.hasFence()) {
            return refused(ErrorCode.VISIBILITY_FENCE_ACTIVE, items, items.size() > 1);
        }
        Attempt attempt = session.append(items, items.size() > 1);
        Oracle.require(!honest || attempt.state() == Attempt.State.WRITTEN
                || attempt.state() == Attempt.State.DURABLE, "O9: not appended: " + attempt);
        return attempt;
    }

    /** Returns the code of a refusal that the writer gives: it asks for a fence first. */
    private ErrorCode admitted(ErrorCode otherwise) {
        return session.hasFence() ? ErrorCode.VISIBILITY_FENCE_ACTIVE : otherwise;
    }

    private Attempt refused(ErrorCode code, List<AppendRequest> items, boolean batch) {
        Attempt attempt = session.append(items, batch);
        Oracle.require(attempt.refusal() == code || !honest && attempt.receipts().isEmpty(),
                "instead of " + code + ": " + attempt);
        return attempt;
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
