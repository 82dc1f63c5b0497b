package io.batpak.core.append;

import io.batpak.api.StoreHealth;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Durability;
import io.batpak.api.append.Submission;
import io.batpak.api.append.VisibilityFence;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.core.segment.EventFrame;
import io.batpak.core.segment.EventTails;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The appends of an open store: prepares what was handed in, has it committed, and hands the receipts out. */
public final class Appends {
    private static final Logger LOG = LoggerFactory.getLogger(Appends.class);
    private static final Duration RETRY_AFTER = Duration.ofMillis(10);

    private final Appender appender;
    private final WriterDriver driver;
    private final StoreHelper helper;
    private final Delivery delivery;
    private final Durability durability;
    private final IdlePool<EventTails> idleTails = new IdlePool<>(EventTails::new);

    public Appends(Appender appender, WriterDriver driver, StoreHelper helper, Delivery delivery,
            Durability durability) {
        this.appender = appender;
        this.driver = driver;
        this.helper = helper;
        this.delivery = delivery;
        this.durability = durability;
    }

    public AppendReceipt append(AppendRequest request) {
        EventTails tails = idleTails.take();
        AppendCommand command = single(request, null, tails, null);
        driver.execute(command);
        AppendReceipt receipt = command.receipt();
        giveBack(tails);
        return receipt;
    }

    public List<AppendReceipt> appendBatch(List<AppendRequest> requests) {
        List<AppendRequest> items = List.copyOf(requests);
        if (items.isEmpty()) {
            return List.of(); // BAT-4
        }
        EventTails tails = idleTails.take();
        AppendCommand command = batch(items, null, tails, null);
        driver.execute(command);
        List<AppendReceipt> receipts = batchReceipts(command);
        giveBack(tails);
        return receipts;
    }

    public AppendReceipt append(AppendRequest request, WaitGate gate) {
        return gate.await(List.of(append(request))).get(0);
    }

    public List<AppendReceipt> appendBatch(List<AppendRequest> requests, WaitGate gate) {
        return gate.await(appendBatch(requests));
    }

    /** Only for tails of a command that was answered: until then, the holder of the writer role may read them. */
    private void giveBack(EventTails tails) {
        if (tails.clear()) {
            idleTails.giveBack(tails);
        }
    }

    public CompletableFuture<AppendReceipt> submit(AppendRequest request) {
        return submit(request, null);
    }

    CompletableFuture<AppendReceipt> submit(AppendRequest request, @Nullable UUID fence) {
        Promise<AppendReceipt> promise = new Promise<>(AppendCommand::receipt);
        driver.enqueue(promise.of(single(request, fence, new EventTails(), promise)));
        return promise.future.copy();
    }

    public Submission<AppendReceipt> trySubmit(AppendRequest request) {
        if (driver.isFenced()) {
            return new Submission.Fenced<>();
        }
        Promise<AppendReceipt> promise = new Promise<>(AppendCommand::receipt);
        return tried(promise, single(request, null, new EventTails(), promise));
    }

    private <T> Submission<T> tried(Promise<T> promise, AppendCommand command) {
        if (driver.tryEnqueue(promise.of(command))) {
            return new Submission.Accepted<>(promise.future.copy());
        }
        return new Submission.Retry<>(RETRY_AFTER, driver.queuedCount(), driver.queuedBytes());
    }

    public CompletableFuture<List<AppendReceipt>> submitBatch(List<AppendRequest> requests) {
        return submitBatch(requests, null);
    }

    CompletableFuture<List<AppendReceipt>> submitBatch(List<AppendRequest> requests, @Nullable UUID fence) {
        List<AppendRequest> items = List.copyOf(requests);
        if (items.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        Promise<List<AppendReceipt>> promise = new Promise<>(Appends::batchReceipts);
        driver.enqueue(promise.of(batch(items, fence, new EventTails(), promise)));
        return promise.future.copy();
    }

    public Submission<List<AppendReceipt>> trySubmitBatch(List<AppendRequest> requests) {
        List<AppendRequest> items = List.copyOf(requests);
        if (items.isEmpty()) {
            return new Submission.Accepted<>(CompletableFuture.completedFuture(List.of()));
        }
        if (driver.isFenced()) {
            return new Submission.Fenced<>();
        }
        Promise<List<AppendReceipt>> promise = new Promise<>(AppendCommand::receipts);
        return tried(promise, batch(items, null, new EventTails(), promise));
    }

    /** Begins a visibility fence, and returns the handle that ends it. */
    public VisibilityFence beginFence() {
        UUID token = appender.newUnitId();
        FencedAppends fence = new FencedAppends(token, this, driver);
        fence.begin();
        return fence;
    }

    public StoreHealth health() {
        return driver.health();
    }

    public void force() {
        AppendCommand command = AppendCommand.force(null);
        driver.execute(command);
        command.receipts();
    }

    /** Appends an event of the store itself, durably. */
    public AppendReceipt appendSystem(Coordinate coordinate, EventKind kind, Bytes payload) {
        AppendCommand command = system(coordinate, kind, payload);
        driver.execute(command);
        return command.receipt();
    }

    /** Appends events that are taken over from another log, as one batch if they have a batch id; for a salvage. */
    public List<AppendReceipt> restore(List<EventFrame> unit, @Nullable UUID batch) {
        EventTails tails = new EventTails();
        PreparedEvent[] events = new PreparedEvent[unit.size()];
        for (int i = 0; i < events.length; i++) {
            events[i] = appender.prepareRestored(unit.get(i), batch, i, tails);
        }
        AppendCommand command = new AppendCommand(events, tails.bytes(), batch, null, Durability.WRITTEN, null);
        driver.execute(command);
        return command.receipts();
    }

    /** Ends all writing, with an event of the store itself as the last one. */
    public void close(Coordinate coordinate, EventKind kind, Bytes payload) throws IOException {
        try {
            AppendCommand last = system(coordinate, kind, payload);
            driver.close(last);
            last.receipts();
        } finally {
            helper.close();
            delivery.close();
        }
    }

    /** Returns true if the current thread is the one that completes futures. */
    public boolean isDelivering() {
        return delivery.isCurrent();
    }

    /** Ends the workers and nothing else: the open failed. */
    public void abandon() {
        driver.abandon();
        helper.abandon();
        delivery.close();
    }

    private AppendCommand system(Coordinate coordinate, EventKind kind, Bytes payload) {
        EventTails tails = new EventTails();
        PreparedEvent[] events = {appender.prepareSystem(coordinate, kind, payload, tails)};
        return new AppendCommand(events, tails.bytes(), null, null, Durability.DURABLE, null);
    }

    private AppendCommand single(
            AppendRequest request, @Nullable UUID fence, EventTails tails, @Nullable Runnable whenDone) {
        PreparedEvent[] events = {appender.prepare(request, tails.through(fence))};
        Durability wanted = fence == null ? durability(request) : Durability.WRITTEN; // the fence's commit forces
        return new AppendCommand(events, tails.bytes(), null, fence, wanted, whenDone);
    }

    private AppendCommand batch(
            List<AppendRequest> items, @Nullable UUID fence, EventTails tails, @Nullable Runnable whenDone) {
        UUID id = appender.newUnitId();
        PreparedEvent[] events;
        try {
            events = appender.prepareBatch(items, id, tails.through(fence));
        } catch (AppendRejectedException e) {
            throw told(e);
        }
        boolean durable = fence == null && items.stream().anyMatch(i -> durability(i) == Durability.DURABLE);
        Durability wanted = durable ? Durability.DURABLE : Durability.WRITTEN;
        return new AppendCommand(events, tails.bytes(), id, fence, wanted, whenDone);
    }

    private Durability durability(AppendRequest request) {
        return request.options().durability().orElse(durability);
    }

    private static List<AppendReceipt> batchReceipts(AppendCommand command) {
        try {
            return command.receipts();
        } catch (AppendRejectedException e) {
            throw told(e);
        }
    }

    /** The message stays out of the log: it may name a key (LOG-1). */
    private static AppendRejectedException told(AppendRejectedException refusal) {
        LOG.debug("A batch was refused: {} at stage {}, item {}", refusal.code(), refusal.stage(), refusal.itemIndex());
        return refusal;
    }

    /** The answer to a command that nobody waits for: completed by the delivery thread. */
    private final class Promise<T> implements Runnable {
        private final CompletableFuture<T> future = new CompletableFuture<>();
        private final Function<AppendCommand, T> answer;
        private @Nullable AppendCommand command;

        Promise(Function<AppendCommand, T> answer) {
            this.answer = answer;
        }

        AppendCommand of(AppendCommand about) {
            command = about;
            return about;
        }

        @Override
        public void run() {
            AppendCommand about = java.util.Objects.requireNonNull(command);
            delivery.deliver(() -> {
                try {
                    future.complete(answer.apply(about));
                } catch (RuntimeException e) {
                    future.completeExceptionally(e);
                }
            });
        }
    }
}
