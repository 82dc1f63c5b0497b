package io.batpak.core.crash;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Durability;
import io.batpak.api.append.RestartPolicy;
import io.batpak.api.append.VisibilityFence;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.BatpakException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.OutcomeUnknownException;
import io.batpak.api.error.StorageException;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.event.EventId;
import io.batpak.api.spi.StoreFileSystem;
import io.batpak.core.CommitBreaker;
import io.batpak.core.append.CommitSteps;
import io.batpak.testkit.FakeClock;
import io.batpak.testkit.SeededRandom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store that is open on some file system, and the journal of what it was asked for. A failure of an append is written
 * down and thrown on: {@link OutcomeUnknownException} and a power cut leave the attempt open, anything else promises
 * that nothing of it was kept.
 */
public final class Session {
    public static final Path DIRECTORY = Path.of("/store");
    public static final int SEGMENT_BYTES = 65_536;

    private static final RestartPolicy RESTARTS = RestartPolicy.bounded(10, Duration.ofDays(1));

    private final StoreFileSystem fileSystem;
    private final Journal journal;
    private final Setup setup;
    private final Failures failures;
    private final CommitBreaker breaker = new CommitBreaker();
    private final Requests requests;
    private final InFlight inFlight = new InFlight(this::answered);
    private Hands hands;
    private Store store;
    private @Nullable VisibilityFence fence;
    private long openings;

    /** What is done about a failure of the store; throws it on if the script ends there. */
    @FunctionalInterface
    public interface Failures {
        void met(BatpakException failure);

        /** Lets the first failure end the script. */
        static Failures thrown() {
            return failure -> {
                throw failure;
            };
        }
    }

    /** Opens the store, or makes it. */
    Session(StoreFileSystem fileSystem, Journal journal, Setup setup) {
        this(fileSystem, journal, setup, Failures.thrown());
    }

    /** Opens the store, or makes it; after a failure that was met the script goes on, and an open is tried again. */
    public Session(StoreFileSystem fileSystem, Journal journal, Setup setup, Failures failures) {
        this.fileSystem = fileSystem;
        this.journal = journal;
        this.setup = setup;
        this.failures = failures;
        this.requests = new Requests(setup, journal);
        this.hands = new Hands(setup.held());
        this.store = open();
    }

    private void step(Runnable step) {
        try {
            step.run();
        } catch (BatpakException e) {
            failures.met(e);
        }
    }

    private Store open() {
        try {
            return openOnce();
        } catch (BatpakException e) {
            failures.met(e);
            return openOnce();
        }
    }

    private Store openOnce() {
        hands = new Hands(setup.held());
        Store opened = breaker.open(config(fileSystem, setup.seed(setup.seed() + 1_000_003 * openings++), hands));
        journal.promise(opened.frontier().durable());
        return opened;
    }

    static StoreConfig config(StoreFileSystem fileSystem, Setup setup, Hands hands) {
        return StoreConfig.builder(DIRECTORY).fileSystem(fileSystem).clock(FakeClock.stepping(Duration.ofMillis(1)))
                .randomSource(new SeededRandom(setup.seed())).executor(hands).hash(setup.hash()).codec(StoreConfig.RAW)
                .segmentMaxBytes(SEGMENT_BYTES).durability(setup.durability()).restartPolicy(RESTARTS).build();
    }

    public Store store() {
        return store;
    }

    public Journal journal() {
        return journal;
    }

    /** Returns what makes the requests for {@link #append} and {@link #submit}. */
    public Requests requests() {
        return requests;
    }

    /** Appends an event whose payload has this many bytes, durably. */
    public void durable(int size) {
        append(requests.of(Durability.DURABLE, 0, size), false);
    }

    /** Appends an event without waiting for a force. */
    public void written(int size) {
        append(requests.of(Durability.WRITTEN, 0, size), false);
    }

    public void durableBatch(int... sizes) {
        append(requests.of(Durability.DURABLE, 0, sizes), true);
    }

    public void writtenBatch(int... sizes) {
        append(requests.of(Durability.WRITTEN, 0, sizes), true);
    }

    /** Appends an event with the idempotency key of this number. */
    public void keyed(long key, Durability durability, int size) {
        append(requests.of(durability, key, size), false);
    }

    /** Appends a batch whose items have the keys from this number on. */
    public void keyedBatch(long key, Durability durability, int... sizes) {
        append(requests.of(durability, key, sizes), true);
    }

    /** Appends a durable batch whose commit ends at a step, in a failure that nobody foresaw; the store goes on. */
    public void broken(CommitSteps.Step step, int... sizes) {
        settleInFlight();
        Attempt attempt = journal.add(new Attempt(requests.of(Durability.DURABLE, 0, sizes), true));
        step(() -> {
            breaker.arm(step, new IllegalStateException("made to fail"));
            try {
                accept(attempt, answered(attempt, () -> store.appendBatch(attempt.items)));
            } catch (OutcomeUnknownException e) {
                if (e.writerPoisoned()) {
                    throw e;
                }
                breaker.disarm();
                hands.run();
                lookUp(attempt, e.eventIds());
            } finally {
                breaker.disarm();
            }
        });
        settleInFlight();
    }

    /** Does something that ends at a step of a commit, in a failure that nobody foresaw, and is settled by a restart. */
    public void breaking(CommitSteps.Step step, Runnable action) {
        settleInFlight();
        breaker.arm(step, new IllegalStateException("made to fail"));
        try {
            action.run();
        } catch (OutcomeUnknownException e) {
            if (e.writerPoisoned()) {
                throw e;
            }
        } finally {
            breaker.disarm();
        }
        settleInFlight();
    }

    /** Does what an unknown outcome asks for, once the writer has started again (J-30). */
    private void lookUp(Attempt attempt, List<EventId> ids) {
        if (store.health().poison().isPresent()) {
            return; // what is there only the next open can tell
        }
        long there = ids.stream().filter(id -> store.get(id).isPresent()).count();
        Oracle.require(there == 0 || there == ids.size(), "O3: " + there + " events of " + attempt);
        if (there == 0) {
            attempt.become(Attempt.State.NEVER);
        } else {
            attempt.found(store.openReport().generation());
        }
    }

    /** Appends one event or a batch and waits for it, after everything that is in flight. */
    public Attempt append(List<AppendRequest> items, boolean batch) {
        settleInFlight();
        Attempt attempt = journal.add(new Attempt(items, batch));
        step(() -> accept(attempt, answered(attempt, () -> batch ? store.appendBatch(attempt.items)
                : List.of(store.append(attempt.items.getFirst())))));
        return attempt;
    }

    /** Hands one event or a batch in and waits for nothing. */
    public Attempt submit(List<AppendRequest> items, boolean batch) {
        Attempt attempt = journal.add(new Attempt(items, batch));
        step(() -> inFlight.add(attempt, answered(attempt, () -> batch ? store.submitBatch(items)
                : store.submit(items.getFirst()).thenApply(List::of))));
        return attempt;
    }

    /** Begins a visibility fence. */
    public void beginFence() {
        settleInFlight();
        step(() -> {
            VisibilityFence begun = store.beginVisibilityFence();
            journal.beginFence();
            fence = begun;
        });
    }

    /** Returns true if a fence was begun and not ended by its owner; what became of it the writer knows. */
    public boolean hasFence() {
        return fence != null;
    }

    /** Hands one event or a batch in through the fence. */
    public Attempt submitFenced(List<AppendRequest> items, boolean batch) {
        VisibilityFence through = Objects.requireNonNull(fence);
        Attempt attempt = journal.add(new Attempt(items, batch, journal.fence()));
        step(() -> inFlight.add(attempt, answered(attempt, () -> batch ? through.submitBatch(items)
                : through.submit(items.getFirst()).thenApply(List::of))));
        return attempt;
    }

    /** Shows what was handed in through the fence, if that has not ended; or fails, and the fence is as it was. */
    public void commitFence() {
        VisibilityFence ending = Objects.requireNonNull(fence);
        settleInFlight();
        step(() -> {
            journal.showFence(true);
            try {
                ending.commit();
                fence = null;
            } catch (StorageException e) {
                journal.showFence(false); // undone, and still open
                throw e;
            } catch (AppendRejectedException | OutcomeUnknownException | StoreUnavailableException e) {
                fence = null;
                throw e;
            }
        });
        settleInFlight();
    }

    /** Hides what was handed in through the fence; by the close of its handle, or waiting for it. */
    public void cancelFence(boolean byClose) {
        VisibilityFence ending = Objects.requireNonNull(fence);
        settleInFlight();
        fence = null;
        step(byClose ? ending::close : ending::cancel);
        settleInFlight();
    }

    /** Requires that the keys of a hidden attempt are refused (O10, J-10). */
    public void retryHidden(Attempt hidden) {
        try {
            var again = hidden.batch ? store.appendBatch(hidden.items) : store.append(hidden.items.getFirst());
            throw new AssertionError("O10: " + hidden + " was answered with " + again);
        } catch (AppendRejectedException e) {
            Oracle.require(e.code() == ErrorCode.VISIBILITY_FENCE_CANCELLED, "O10: " + hidden + ": " + e);
        }
    }

    private <T> T answered(Attempt attempt, Supplier<T> answer) {
        try {
            return answer.get();
        } catch (AppendRejectedException | StorageException | StoreUnavailableException e) {
            attempt.refuse(e); // O5
            if (attempt.fence != 0 && e.code() == ErrorCode.VISIBILITY_FENCE_CANCELLED) {
                attempt.become(Attempt.State.HIDDEN);
            }
            throw e;
        }
    }

    private void accept(Attempt attempt, List<AppendReceipt> receipts) {
        boolean durable = receipts.stream().allMatch(AppendReceipt::durable);
        if (wantsDurable(attempt.items) && !durable) {
            throw new AssertionError("asked for durable, got " + receipts); // D-2
        }
        attempt.acknowledge(receipts, store.openReport().generation(), durable);
        journal.promise(store.frontier().durable());
    }

    private boolean wantsDurable(List<AppendRequest> items) {
        return items.stream()
                .anyMatch(r -> r.options().durability().orElse(setup.durability()) == Durability.DURABLE);
    }

    /** Lets requests queue up and has them committed as one group: singles, and a batch where there are two sizes. */
    public void group(Durability durability, int[]... units) {
        for (int[] sizes : units) {
            submit(requests.of(durability, 0, sizes), sizes.length > 1);
        }
        settleInFlight();
    }

    /** Lets chance decide which of those held back work on, and takes notice of the answers that come. */
    public void turns(SplittableRandom chance) {
        hands.runSome(chance);
        takeAnswers();
    }

    /** Has everything answered that is in flight, but for what waits for the end of the fence. */
    public void settleInFlight() {
        hands.run();
        takeAnswers();
        inFlight.requireAnswered(fence != null);
    }

    private void takeAnswers() {
        Optional<BatpakException> failure = inFlight.take(this::accept);
        failure.ifPresent(failures::met);
    }

    /** Hands in again what was handed in before, with its keys; the answer must be the original one (O10). */
    public void retry(Attempt original, Durability durability) {
        settleInFlight();
        if (original.state() == Attempt.State.WRITTEN || original.state() == Attempt.State.DURABLE) {
            step(() -> retryOnce(original, durability));
        }
    }

    private void retryOnce(Attempt original, Durability durability) {
        List<AppendRequest> items = original.items.stream()
                .map(r -> r.with(r.options().toBuilder().durability(durability).build())).toList();
        List<AppendReceipt> receipts = original.batch ? store.appendBatch(items)
                : List.of(store.append(items.getFirst()));
        if (!receipts.stream().allMatch(AppendReceipt::replayed)) {
            throw new AssertionError("O10: appended again: " + original + " as " + receipts);
        }
        Oracle.require(durability == Durability.WRITTEN || receipts.stream().allMatch(AppendReceipt::durable),
                "D-2: asked for durable, got " + receipts);
        if (original.receipts().isEmpty()) {
            original.acknowledge(receipts, store.openReport().generation(), durability == Durability.DURABLE);
        }
        Oracle.requireSame(original, receipts);
        accept(original, receipts);
    }

    public void force() {
        settleInFlight();
        step(() -> {
            store.force();
            settle(); // W-061
            journal.promise(store.frontier().durable());
        });
    }

    private void settle() {
        journal.attempts().stream().filter(a -> a.state() == Attempt.State.WRITTEN)
                .forEach(a -> a.become(Attempt.State.DURABLE));
    }

    /** Lets the helper do what it put off. */
    public void pause() {
        hands.runDelayed();
        hands.run();
    }

    /** Closes the store in good order: then everything is durable, what is in flight included. */
    public void close() {
        fence = null; // hidden
        step(() -> {
            try {
                store.close();
            } finally {
                takeAnswers();
            }
            settle();
        });
    }

    /** Closes the store and opens it again. */
    public void reopen() {
        close();
        store = open();
    }
}
