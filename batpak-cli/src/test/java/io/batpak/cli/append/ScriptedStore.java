package io.batpak.cli.append;

import io.batpak.api.OpenReport;
import io.batpak.api.Store;
import io.batpak.api.StoreHealth;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.DiskPosition;
import io.batpak.api.append.Submission;
import io.batpak.api.append.VisibilityFence;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventId;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Hash;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Region;
import io.batpak.api.event.Watermark;
import io.batpak.api.read.Frontier;
import io.batpak.api.read.Overflow;
import io.batpak.api.read.Page;
import io.batpak.api.read.PageRequest;
import io.batpak.api.read.Subscription;
import io.batpak.api.read.RegisteredConsumer;
import io.batpak.api.verify.CheckReport;
import java.time.Instant;
import java.util.ArrayList;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A store of which the test decides when, and how, each submission ends. */
final class ScriptedStore implements Store {
    /** What was handed in. */
    record Submitted(List<AppendRequest> requests, CompletableFuture<List<AppendReceipt>> receipts) {
        void commit() {
            receipts.complete(requests.stream().map(ScriptedStore::receipt).toList());
        }
    }

    private final List<Submitted> submitted = new ArrayList<>();

    /** Waits until so many were handed in. */
    synchronized Submitted awaitSubmitted(int index) throws InterruptedException {
        while (submitted.size() <= index) {
            wait(10_000);
        }
        return submitted.get(index);
    }

    synchronized int submittedCount() {
        return submitted.size();
    }

    @Override
    public synchronized CompletableFuture<List<AppendReceipt>> submitBatch(List<AppendRequest> requests) {
        Submitted last = new Submitted(requests, new CompletableFuture<>());
        submitted.add(last);
        notifyAll();
        return last.receipts();
    }

    @Override
    public CompletableFuture<AppendReceipt> submit(AppendRequest request) {
        return submitBatch(List.of(request)).thenApply(receipts -> receipts.get(0));
    }

    static AppendReceipt receipt(AppendRequest request) {
        return new Receipt(request.coordinate());
    }

    private record Receipt(Coordinate coordinate) implements AppendReceipt {
        @Override
        public EventId id() {
            return new EventId(1, 2);
        }

        @Override
        public EventKind kind() {
            return EventKind.DATA;
        }

        @Override
        public long sequence() {
            return 1;
        }

        @Override
        public Lane lane() {
            return Lane.MAIN;
        }

        @Override
        public long revision() {
            return 0;
        }

        @Override
        public Instant time() {
            return Instant.EPOCH;
        }

        @Override
        public Hash contentHash() {
            return Hash.of(new byte[Hash.LENGTH]);
        }

        @Override
        public Hash link() {
            return Hash.of(new byte[Hash.LENGTH]);
        }

        @Override
        public boolean durable() {
            return true;
        }

        @Override
        public boolean replayed() {
            return false;
        }

        @Override
        public DiskPosition position() {
            return new DiskPosition(1, 0, 0);
        }
    }

    @Override
    public AppendReceipt append(AppendRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Submission<AppendReceipt> trySubmit(AppendRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<AppendReceipt> appendBatch(List<AppendRequest> requests) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Submission<List<AppendReceipt>> trySubmitBatch(List<AppendRequest> requests) {
        throw new UnsupportedOperationException();
    }

    @Override
    public VisibilityFence beginVisibilityFence() {
        throw new UnsupportedOperationException();
    }

    @Override
    public StoreHealth health() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void force() {}

    @Override
    public Subscription subscribe(Region region, int capacity, Overflow overflow) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AppendReceipt appendAndAwait(AppendRequest request, Watermark watermark, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<AppendReceipt> appendBatchAndAwait(
            List<AppendRequest> requests, Watermark watermark, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitFrontier(Watermark watermark, long bound, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitFrontier(Watermark watermark, Lane lane, long bound, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RegisteredConsumer registerConsumer(String name, long applied) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Event> get(EventId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Event> at(long sequence) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Event> latest(String entity, Lane lane) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page page(Region region, PageRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Stream<Event> stream(Region region, long fromSequence) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Frontier frontier() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Frontier refresh() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CheckReport verify() {
        throw new UnsupportedOperationException();
    }

    @Override
    public OpenReport openReport() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
