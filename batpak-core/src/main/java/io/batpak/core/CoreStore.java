package io.batpak.core;

import io.batpak.api.OpenReport;
import io.batpak.api.Store;
import io.batpak.api.StoreHealth;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Submission;
import io.batpak.api.append.VisibilityFence;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventId;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Region;
import io.batpak.api.event.Watermark;
import io.batpak.api.read.Frontier;
import io.batpak.api.read.Overflow;
import io.batpak.api.read.Page;
import io.batpak.api.read.PageRequest;
import io.batpak.api.read.RegisteredConsumer;
import io.batpak.api.read.Subscription;
import io.batpak.api.verify.CheckReport;
import io.batpak.core.append.Appends;
import io.batpak.core.append.WaitGate;
import io.batpak.core.frontier.Consumers;
import io.batpak.core.frontier.FrontierWaits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** An open store; a facade over its appends, its reads and its subscriptions. */
final class CoreStore implements Store {
    private final CoreReader reads;
    private final Appends appends;
    private final FrontierWaits waits;
    private final Consumers consumers;
    private final Supplier<Bytes> closePayload;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;

    CoreStore(
            CoreReader reads,
            Appends appends,
            FrontierWaits waits,
            Consumers consumers,
            Supplier<Bytes> closePayload) {
        this.reads = reads;
        this.appends = appends;
        this.waits = waits;
        this.consumers = consumers;
        this.closePayload = closePayload;
    }

    /** Returns the appends, for a salvage into this store. */
    Appends appends() {
        return appends;
    }

    @Override
    public AppendReceipt append(AppendRequest request) {
        return appends.append(request);
    }

    @Override
    public CompletableFuture<AppendReceipt> submit(AppendRequest request) {
        return appends.submit(request);
    }

    @Override
    public Submission<AppendReceipt> trySubmit(AppendRequest request) {
        return appends.trySubmit(request);
    }

    @Override
    public List<AppendReceipt> appendBatch(List<AppendRequest> requests) {
        return appends.appendBatch(requests);
    }

    @Override
    public CompletableFuture<List<AppendReceipt>> submitBatch(List<AppendRequest> requests) {
        return appends.submitBatch(requests);
    }

    @Override
    public Submission<List<AppendReceipt>> trySubmitBatch(List<AppendRequest> requests) {
        return appends.trySubmitBatch(requests);
    }

    @Override
    public VisibilityFence beginVisibilityFence() {
        return appends.beginFence();
    }

    @Override
    public StoreHealth health() {
        return appends.health();
    }

    @Override
    public void force() {
        appends.force();
    }

    @Override
    public AppendReceipt appendAndAwait(AppendRequest request, Watermark watermark, Duration timeout) {
        return appends.append(request, new WaitGate(waits, watermark, timeout));
    }

    @Override
    public List<AppendReceipt> appendBatchAndAwait(
            List<AppendRequest> requests, Watermark watermark, Duration timeout) {
        return appends.appendBatch(requests, new WaitGate(waits, watermark, timeout));
    }

    @Override
    public void awaitFrontier(Watermark watermark, long bound, Duration timeout) throws InterruptedException {
        waits.await(Objects.requireNonNull(watermark), null, bound, timeout);
    }

    @Override
    public void awaitFrontier(Watermark watermark, Lane lane, long bound, Duration timeout)
            throws InterruptedException {
        waits.await(Objects.requireNonNull(watermark), Objects.requireNonNull(lane), bound, timeout);
    }

    @Override
    public RegisteredConsumer registerConsumer(String name, long applied) {
        reads.open();
        return consumers.register(name, applied);
    }

    @Override
    public Optional<Event> get(EventId id) {
        return reads.get(id);
    }

    @Override
    public Optional<Event> at(long sequence) {
        return reads.at(sequence);
    }

    @Override
    public Optional<Event> latest(String entity, Lane lane) {
        return reads.latest(entity, lane);
    }

    @Override
    public Page page(Region region, PageRequest request) {
        return reads.page(region, request);
    }

    @Override
    public Stream<Event> stream(Region region, long fromSequence) {
        return reads.stream(region, fromSequence);
    }

    @Override
    public Subscription subscribe(Region region, int capacity, Overflow overflow) {
        return reads.subscribe(region, capacity, overflow);
    }

    @Override
    public Frontier frontier() {
        return reads.frontier();
    }

    @Override
    public Frontier refresh() {
        return reads.frontier();
    }

    @Override
    public CheckReport verify() {
        return reads.verify();
    }

    @Override
    public OpenReport openReport() {
        return reads.openReport();
    }

    @Override
    public void close() {
        if (!appends.isDelivering()) {
            lock.lock();
        } else if (!lock.tryLock()) {
            return; // another thread closes, and waits for the continuation that called this
        }
        try {
            if (closed) {
                return;
            }
            closed = true;
            try (reads) { // last: what is published last still has to be delivered
                appends.close(StoreAssembly.LIFECYCLE, EventKind.CLOSE_COMPLETED, closePayload.get());
            }
        } catch (IOException e) {
            throw CoreReader.failed("The end of the session could not be noted", e);
        } finally {
            lock.unlock();
        }
    }
}
