package io.batpak.core.simulation;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.Durability;
import io.batpak.api.append.Submission;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.CommittedException;
import io.batpak.api.error.WaitTimeoutException;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventId;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Watermark;
import io.batpak.api.read.Overflow;
import io.batpak.api.read.PageRequest;
import io.batpak.api.read.RegisteredConsumer;
import io.batpak.core.crash.Hands;
import io.batpak.core.crash.Oracle;
import io.batpak.core.crash.Setup;
import io.batpak.core.simulation.ModelAnswer.Given;
import io.batpak.core.simulation.StoreModel.Command;
import io.batpak.testkit.FakeClock;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.SeededRandom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A long random history of calls, each of them answered by a store and by the {@link StoreModel}, and compared. */
final class History {
    static final int PAYLOAD_BYTES = 1_500;

    private static final Path DIRECTORY = Path.of("/model");

    private final SplittableRandom chance;
    private final FakeClock clock = new FakeClock();
    private final StoreConfig config;
    private final StoreModel model;
    private final ModelReads reads;
    private final ModelRequests requests;
    private final Reach reach;
    private final List<ModelSubscription> subscriptions = new ArrayList<>();
    private final FencedHistory fenced;
    private @Nullable RegisteredConsumer consumer;
    private Hands hands = new Hands(Setup.Held.WRITER);
    private Store store;
    private long atOpen;

    History(long seed, Reach reach) {
        this.chance = new SplittableRandom(seed);
        this.reach = reach;
        StoreModel.Limits limits = new StoreModel.Limits(
                chance.nextBoolean() ? Durability.DURABLE : Durability.WRITTEN, PAYLOAD_BYTES, 5, 4_000,
                chance.nextInt(4));
        this.config = StoreConfig.builder(DIRECTORY).fileSystem(new MemoryFileSystem()).clock(clock)
                .randomSource(new SeededRandom(seed)).hash("sha-256").codec(StoreConfig.RAW)
                .segmentMaxBytes(chance.nextBoolean() ? 65_536 : 1 << 20).durability(limits.durability())
                .payloadMaxBytes(limits.payloadBytes()).batchMaxCount(limits.batchCount())
                .batchMaxBytes(limits.batchBytes()).groupLimit(limits.group()).build();
        this.model = new StoreModel(limits, clock);
        this.reads = new ModelReads(model, clock);
        this.requests = new ModelRequests(chance, model);
        this.fenced = new FencedHistory(model, requests, chance, reach);
        this.store = open();
    }

    /** Makes so many calls, then closes the store and looks at all of it once more. */
    void run(int calls) {
        for (int call = 0; call < calls; call++) {
            try {
                call();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("call " + call + ": " + e, e);
            }
        }
        reopen();
        reads.stream(store, io.batpak.api.event.Region.all().withSystemEvents(), 0);
        store.close();
    }

    private void call() {
        if (chance.nextInt(20) == 0) {
            clock.advance(Duration.ofMillis(chance.nextInt(3_000)));
        } else if (chance.nextInt(200) == 0) {
            clock.setWallMicros(clock.wallMicros() - chance.nextInt(5_000_000)); // somebody sets it back
        }
        switch (chance.nextInt(model.isFenced() ? 36 : 24)) {
            case 0, 1, 2, 3, 4, 5, 6 -> append();
            case 7, 8, 9 -> submit();
            case 10 -> appendAndAwait();
            case 11 -> force();
            case 12 -> await();
            case 13, 14 -> point();
            case 15 -> reads.latest(store, requests.entity(), requests.lane());
            case 16, 17 -> reads.pages(store, requests.region(), pageRequest(), 1 + chance.nextInt(3));
            case 18 -> reads.stream(store, requests.region(), chance.nextInt((int) model.size()));
            case 19 -> reads.frontier(store, applied());
            case 20, 21 -> subscription();
            case 22 -> consumer();
            case 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35 -> fenced.call(store, hands);
            default -> {
                if (chance.nextInt(20) == 0) {
                    reopen();
                } else if (chance.nextInt(3) == 0) {
                    fenced.call(store, hands);
                }
            }
        }
        subscriptions.forEach(s -> s.publish(model));
    }

    private void append() {
        Command command = requests.command();
        Given given = Given.of(() -> command.batch() ? store.appendBatch(command.items())
                : List.of(store.append(command.items().getFirst())));
        check(command, given);
    }

    private void check(Command command, Given given) {
        ModelAnswer.Refusal refusal = model.refusal(command);
        if (refusal != null) {
            StoreModel.same("refusal", refusal, given.refusal());
        } else {
            model.commit(List.of(command), List.of(given));
        }
        note(given);
    }

    private void note(Given given) {
        ModelAnswer.Refusal refusal = given.refusal();
        if (refusal != null) {
            reach.count(refusal.code() + (refusal.item() < 0 ? "" : " of an item"));
        } else {
            reach.count(given.receipts().getFirst().replayed() ? "replayed" : "committed");
        }
    }

    /** Hands several in, which the writer then takes as it may. */
    private void submit() {
        List<Command> queued = new ArrayList<>();
        List<CompletableFuture<List<AppendReceipt>>> answers = new ArrayList<>();
        if (model.isFenced()) {
            Oracle.require(store.trySubmitBatch(requests.command().items()) instanceof Submission.Fenced, "not fenced");
        }
        for (int count = 1 + chance.nextInt(5); count > 0; count--) {
            Command command = requests.command();
            ModelAnswer.Refusal refusal = model.refusal(command);
            if (refusal != null) {
                StoreModel.same("refusal", refusal, Given.of(() -> submit(command).join()).refusal());
            } else {
                queued.add(command);
                answers.add(submit(command));
            }
        }
        hands.run();
        List<Given> given = answers.stream().map(a -> Given.of(() -> joined(a))).toList();
        given.forEach(this::note);
        model.commit(queued, given);
    }

    private CompletableFuture<List<AppendReceipt>> submit(Command command) {
        boolean tried = !model.isFenced() && chance.nextBoolean();
        if (command.batch()) {
            return tried ? accepted(store.trySubmitBatch(command.items())) : store.submitBatch(command.items());
        }
        return (tried ? accepted(store.trySubmit(command.items().getFirst()))
                : store.submit(command.items().getFirst())).thenApply(List::of);
    }

    private static <T> CompletableFuture<T> accepted(Submission<T> submission) {
        return ((Submission.Accepted<T>) submission).answer();
    }

    static <T> T joined(CompletableFuture<T> answer) {
        Oracle.require(answer.isDone(), "O12: no answer");
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof AppendRejectedException refusal ? refusal : e;
        }
    }

    private void appendAndAwait() {
        Command command = requests.command();
        Watermark watermark = Watermark.values()[chance.nextInt(Watermark.values().length)];
        boolean[] committed = {false};
        Supplier<List<AppendReceipt>> call = () -> {
            try {
                return command.batch() ? store.appendBatchAndAwait(command.items(), watermark, Duration.ZERO)
                        : List.of(store.appendAndAwait(command.items().getFirst(), watermark, Duration.ZERO));
            } catch (CommittedException e) {
                committed[0] = true;
                return e.receipts();
            }
        };
        Given given = Given.of(call);
        boolean late = committed[0];
        check(command, given);
        if (given.refusal() == null) {
            long bound = given.receipts().getLast().sequence() + 1;
            StoreModel.same("covered by " + watermark, reads.of(watermark, null, applied()) >= bound, !late);
            reach.count(late ? "committed, not covered" : "covered");
        }
    }

    private void force() {
        store.force();
        model.forced();
    }

    private void await() {
        Watermark watermark = Watermark.values()[chance.nextInt(Watermark.values().length)];
        Lane lane = chance.nextBoolean() ? requests.lane() : null;
        long reached = reads.of(watermark, lane, applied());
        long bound = Math.max(0, reached + chance.nextInt(4) - 2);
        boolean came = true;
        try {
            if (lane == null) {
                store.awaitFrontier(watermark, bound, Duration.ZERO);
            } else {
                store.awaitFrontier(watermark, lane, bound, Duration.ZERO);
            }
        } catch (WaitTimeoutException e) {
            came = false;
            StoreModel.same("reached", reached, e.reached());
            reach.count("wait in vain");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        StoreModel.same(watermark + " came to " + bound, reached >= bound, came);
    }

    private void point() {
        int any = chance.nextInt((int) model.size() + 2);
        switch (chance.nextInt(3)) {
            case 0 -> {
                ModelEvent event = model.events().get(Math.min(any, (int) model.size() - 1));
                if (event.isKnown()) { // else nobody was told its id
                    reads.get(store, event);
                }
            }
            case 1 -> reads.getUnknown(store, new EventId(chance.nextLong() | 1, 99));
            default -> reads.at(store, any - 1L);
        }
    }

    private PageRequest pageRequest() {
        int limit = chance.nextInt(12);
        return switch (chance.nextInt(4)) {
            case 0 -> PageRequest.oldest(limit);
            case 1 -> PageRequest.newest(limit);
            case 2 -> PageRequest.from(chance.nextInt((int) model.size() + 2), limit);
            default -> PageRequest.before(1 + chance.nextInt((int) model.size() + 2), limit);
        };
    }

    private void subscription() {
        if (subscriptions.size() < 6 && chance.nextInt(3) == 0) {
            var region = requests.region();
            int capacity = 1 + chance.nextInt(20);
            Overflow overflow = Overflow.values()[chance.nextInt(2)];
            subscriptions.add(new ModelSubscription(store.subscribe(region, capacity, overflow), region, capacity,
                    overflow, model.visible()));
        } else if (!subscriptions.isEmpty()) {
            ModelSubscription one = subscriptions.get(chance.nextInt(subscriptions.size()));
            for (int polls = chance.nextInt(15); polls >= 0; polls--) {
                one.poll();
            }
            if (chance.nextInt(20) == 0) {
                one.close();
                subscriptions.remove(one);
            }
        }
    }

    private void consumer() {
        if (consumer == null) {
            consumer = store.registerConsumer("worker", chance.nextInt((int) model.visible() + 1));
        } else if (chance.nextInt(4) == 0) {
            consumer.close();
            consumer = null;
        } else {
            long before = consumer.applied();
            long bound = chance.nextInt((int) model.visible() + 1);
            consumer.advance(bound);
            StoreModel.same("applied", Math.max(before, bound), consumer.applied());
        }
    }

    private long applied() {
        return consumer == null ? atOpen : consumer.applied();
    }

    private void reopen() {
        store.close();
        fenced.closed();
        long events = model.size() + 1;
        consumer = null;
        hands = new Hands(Setup.Held.WRITER);
        Store again = Store.open(config.toBuilder().executor(hands).build());
        model.adopt(EventKind.CLOSE_COMPLETED, again.at(events - 1).orElseThrow());
        StoreModel.same("clean start", true, again.openReport().cleanStart());
        StoreModel.same("events", events, again.openReport().events());
        subscriptions.forEach(s -> s.publish(model));
        subscriptions.forEach(ModelSubscription::drainAfterClose);
        subscriptions.clear();
        opened(again);
        store = again;
        reach.count("reopened");
    }

    private Store open() {
        Store opened = Store.open(config.toBuilder().executor(hands).build());
        opened(opened);
        return opened;
    }

    private void opened(Store opened) {
        Event event = opened.at(model.size()).orElseThrow();
        model.adopt(EventKind.OPEN_COMPLETED, event);
        atOpen = model.size();
        Oracle.require(opened.verify().ok(), "verify: " + opened.verify().damages());
    }
}
