package io.batpak.core.crash;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Durability;
import io.batpak.api.append.RestartPolicy;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.BatpakException;
import io.batpak.api.error.OutcomeUnknownException;
import io.batpak.api.error.StorageException;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.api.spi.StoreFileSystem;
import io.batpak.core.CommitBreaker;
import io.batpak.core.append.CommitSteps;
import io.batpak.testkit.FakeClock;
import io.batpak.testkit.SeededRandom;
import io.batpak.testkit.SimulatedPowerCut;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A store that is open on some file system, and the journal of what it was asked for. A failure of an append is written
 * down and thrown on: {@link OutcomeUnknownException} and a power cut leave the attempt open, anything else promises
 * that nothing of it was kept.
 */
final class Session {
    static final Path DIRECTORY = Path.of("/store");
    static final int SEGMENT_BYTES = 65_536;

    private static final RestartPolicy RESTARTS = RestartPolicy.bounded(10, Duration.ofDays(1));

    private static final Coordinate[] CHAINS = {
        new Coordinate("order:1", "shop"), new Coordinate("order:2", "shop"), new Coordinate("ledger", "books")};

    private final StoreFileSystem fileSystem;
    private final Journal journal;
    private final Setup setup;
    private final Failures failures;
    private final CommitBreaker breaker = new CommitBreaker();
    private Hands hands;
    private Store store;
    private long openings;

    /** What is done about a failure of the store; throws it on if the script ends there. */
    @FunctionalInterface
    interface Failures {
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
    Session(StoreFileSystem fileSystem, Journal journal, Setup setup, Failures failures) {
        this.fileSystem = fileSystem;
        this.journal = journal;
        this.setup = setup;
        this.failures = failures;
        this.hands = new Hands(setup.helperHeld());
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
        hands = new Hands(setup.helperHeld());
        Store opened = breaker.open(config(fileSystem, setup.seed(setup.seed() + 1_000_003 * openings++), hands));
        journal.promise(opened.frontier().durable());
        return opened;
    }

    static StoreConfig config(StoreFileSystem fileSystem, Setup setup, Hands hands) {
        return StoreConfig.builder(DIRECTORY).fileSystem(fileSystem).clock(FakeClock.stepping(Duration.ofMillis(1)))
                .randomSource(new SeededRandom(setup.seed())).executor(hands).hash(setup.hash()).codec(StoreConfig.RAW)
                .segmentMaxBytes(SEGMENT_BYTES).durability(setup.durability()).restartPolicy(RESTARTS).build();
    }

    Store store() {
        return store;
    }

    Journal journal() {
        return journal;
    }

    /** Appends an event whose payload has this many bytes, durably. */
    void durable(int size) {
        append(Durability.DURABLE, List.of(request(size, 0)), false);
    }

    /** Appends an event without waiting for a force. */
    void written(int size) {
        append(Durability.WRITTEN, List.of(request(size, 0)), false);
    }

    void durableBatch(int... sizes) {
        append(Durability.DURABLE, requests(sizes, 0), true);
    }

    void writtenBatch(int... sizes) {
        append(Durability.WRITTEN, requests(sizes, 0), true);
    }

    /** Appends an event with the idempotency key of this number. */
    void keyed(long key, Durability durability, int size) {
        append(durability, List.of(request(size, key)), false);
    }

    /** Appends a batch whose items have the keys from this number on. */
    void keyedBatch(long key, Durability durability, int... sizes) {
        append(durability, requests(sizes, key), true);
    }

    /** Appends a durable batch whose commit ends at a step, in a failure that nobody foresaw; the store goes on. */
    void broken(CommitSteps.Step step, int... sizes) {
        Attempt attempt = attempt(Durability.DURABLE, requests(sizes, 0), true);
        step(() -> {
            breaker.arm(step, new IllegalStateException("made to fail"));
            try {
                accept(attempt, Durability.DURABLE, answered(attempt, () -> store.appendBatch(attempt.items)));
            } catch (OutcomeUnknownException e) {
                if (e.writerPoisoned()) {
                    throw e;
                }
            } finally {
                breaker.disarm();
            }
            hands.run();
        });
    }

    private List<AppendRequest> requests(int[] sizes, long key) {
        List<AppendRequest> items = new ArrayList<>();
        for (int size : sizes) {
            items.add(request(size, key == 0 ? 0 : key + items.size()));
        }
        return items;
    }

    /** Makes a request like no other: its payload begins with a number of its own. */
    private AppendRequest request(int size, long key) {
        long number = journal.nextNumber();
        byte[] payload = new byte[Math.max(size, 8)];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (i < 8 ? number >>> 8 * i : 0x20 + (number + i) % 90);
        }
        AppendOptions.Builder options = AppendOptions.builder().flags((int) (number & 0xff)).tag("n" + number);
        if (key != 0) {
            options.key(new IdempotencyKey(setup.seed(), key));
        }
        return AppendRequest.ofBytes(CHAINS[(int) (number % CHAINS.length)], EventKind.DATA, Bytes.of(payload))
                .with(options.build());
    }

    private void append(Durability durability, List<AppendRequest> bare, boolean batch) {
        Attempt attempt = attempt(durability, bare, batch);
        step(() -> accept(attempt, durability, answered(attempt, () -> batch ? store.appendBatch(attempt.items)
                : List.of(store.append(attempt.items.getFirst())))));
    }

    private Attempt attempt(Durability durability, List<AppendRequest> bare, boolean batch) {
        List<AppendRequest> items = bare.stream()
                .map(r -> r.with(r.options().toBuilder().durability(durability).build())).toList();
        return journal.add(new Attempt(items, batch));
    }

    private <T> T answered(Attempt attempt, Supplier<T> answer) {
        try {
            return answer.get();
        } catch (AppendRejectedException | StorageException | StoreUnavailableException e) {
            attempt.become(Attempt.State.NEVER); // O5
            throw e;
        }
    }

    private void accept(Attempt attempt, Durability durability, List<AppendReceipt> receipts) {
        boolean durable = receipts.stream().allMatch(AppendReceipt::durable);
        if (durability == Durability.DURABLE && !durable) {
            throw new AssertionError("asked for durable, got " + receipts); // D-2
        }
        attempt.acknowledge(receipts, store.openReport().generation(), durable);
        journal.promise(store.frontier().durable());
    }

    /** Lets requests queue up and has them committed as one group: singles, and a batch where there are two sizes. */
    void group(Durability durability, int[]... units) {
        List<Attempt> attempts = new ArrayList<>();
        List<CompletableFuture<List<AppendReceipt>>> answers = new ArrayList<>();
        for (int[] sizes : units) {
            Attempt attempt = attempt(durability, requests(sizes, 0), sizes.length > 1);
            attempts.add(attempt);
            answers.add(attempt.batch ? store.submitBatch(attempt.items)
                    : store.submit(attempt.items.getFirst()).thenApply(List::of));
        }
        hands.run();
        BatpakException failure = null;
        for (int i = 0; i < attempts.size(); i++) {
            try {
                CompletableFuture<List<AppendReceipt>> answer = answers.get(i);
                accept(attempts.get(i), durability, answered(attempts.get(i), () -> result(answer)));
            } catch (BatpakException e) {
                failure = e;
            }
        }
        if (failure != null) {
            failures.met(failure);
        }
    }

    private static <T> T result(CompletableFuture<T> answer) {
        if (!answer.isDone()) {
            throw new SimulatedPowerCut("no answer came");
        }
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Hands in again what was handed in before, with its keys; the answer must be the original one (O10). */
    void retry(Attempt original, Durability durability) {
        if (!original.receipts().isEmpty() || original.state() == Attempt.State.DURABLE) {
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
        if (original.receipts().isEmpty()) {
            original.acknowledge(receipts, store.openReport().generation(), durability == Durability.DURABLE);
        }
        Oracle.requireSame(original, receipts);
        accept(original, durability, receipts);
    }

    void force() {
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
    void pause() {
        hands.runDelayed();
        hands.run();
    }

    /** Closes the store in good order: then everything is durable. */
    void close() {
        step(() -> {
            store.close();
            settle();
        });
    }

    /** Closes the store and opens it again. */
    void reopen() {
        close();
        store = open();
    }
}
