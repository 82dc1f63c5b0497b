package io.batpak.core.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.Store;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.DiskPosition;
import io.batpak.api.event.EventId;
import io.batpak.api.event.Hash;
import io.batpak.api.event.Region;
import io.batpak.api.read.Frontier;
import io.batpak.api.read.Notification;
import io.batpak.api.read.Overflow;
import io.batpak.api.read.Subscription;
import io.batpak.api.read.SubscriptionEnd;
import io.batpak.api.spi.StoreExecutor;
import io.batpak.core.time.ThreadExecutor;
import io.batpak.testkit.FakeClock;
import io.batpak.testkit.FaultPlan;
import io.batpak.testkit.FaultyFileSystem;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.Operation;
import io.batpak.testkit.OperationKind;
import io.batpak.testkit.RecordingFileSystem;
import io.batpak.testkit.SeededRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Subscribers are nothing to the writer: the same appends, with and without them, ask the same of the medium, in the same
 * order, and get the same receipts.
 */
@Timeout(60)
class SubscriberIsolationTest {
    /** What subscribers do while events are appended, before each of them. */
    private interface Work {
        void step(Store store, HeldFanOut fanOut, int number);
    }

    /** Kinds of subscribers. */
    enum Subscribers {
        NONE {
            @Override
            Work begin() {
                return (store, fanOut, number) -> {};
            }
        },
        NEVER_READING {
            @Override
            Work begin() {
                return (store, fanOut, number) -> {
                    if (number == 0) {
                        store.subscribe(Region.all(), 1, Overflow.CUT_OFF);
                        store.subscribe(Region.all(), 3, Overflow.SKIP);
                    }
                    fanOut.deliver();
                };
            }
        },
        WITHOUT_A_TURN {
            @Override
            Work begin() {
                return (store, fanOut, number) -> {
                    if (number == 0) {
                        store.subscribe(Region.all());
                    }
                };
            }
        },
        THROWING {
            @Override
            Work begin() {
                List<Subscription> open = new ArrayList<>();
                return (store, fanOut, number) -> {
                    fanOut.deliver();
                    if (!open.isEmpty()) {
                        assertThatThrownBy(() -> handle(open.removeFirst())).isInstanceOf(IllegalStateException.class);
                    }
                    open.add(store.subscribe(Region.all()));
                };
            }

            private void handle(Subscription subscription) {
                try (subscription) {
                    throw new IllegalStateException("cannot handle " + subscription.poll().orElseThrow());
                }
            }
        },
        COMING_AND_GOING {
            @Override
            Work begin() {
                List<Subscription> open = new ArrayList<>();
                return (store, fanOut, number) -> {
                    open.add(store.subscribe(Region.ofTree("e"), 2, Overflow.values()[number % 2]));
                    if (number % 3 == 0) {
                        fanOut.deliver();
                        open.removeFirst().close();
                    }
                };
            }
        };

        abstract Work begin();
    }

    /** Of a receipt what covers all of it: the link is over bytes, place and time. */
    private record Outcome(EventId id, Hash link, DiskPosition position, boolean durable) {
        static Outcome of(AppendReceipt receipt) {
            return new Outcome(receipt.id(), receipt.link(), receipt.position(), receipt.durable());
        }
    }

    /** What can be seen of a run from outside. */
    private record Trace(List<Operation> asked, List<Outcome> outcomes, List<Long> frontier) {}

    private static Trace run(Subscribers subscribers) {
        RecordingFileSystem files = new RecordingFileSystem(new MemoryFileSystem());
        HeldFanOut fanOut = new HeldFanOut();
        List<Outcome> outcomes = new ArrayList<>();
        List<Long> frontier = new ArrayList<>();
        Work work = subscribers.begin();
        try (Store store = Store.open(Events.config(files).executor(fanOut).clock(new FakeClock())
                .randomSource(new SeededRandom(7)).segmentMaxBytes(65_536).build())) {
            for (int step = 0; step < 120; step++) {
                work.step(store, fanOut, step);
                outcomes.add(Outcome.of(store.append(Events.of("e:" + step))));
                store.appendBatch(List.of(Events.of("e"), Events.of("f:" + step)))
                        .forEach(receipt -> outcomes.add(Outcome.of(receipt)));
                Frontier now = store.frontier();
                frontier.addAll(List.of(now.written(), now.durable(), now.visible()));
            }
        }
        // subscriptions read, and nothing but that
        List<Operation> asked = files.operations().stream().filter(o -> o.kind().isChanging())
                .map(o -> new Operation(0, o.kind(), o.name(), o.target(), o.offset(), o.length())).toList();
        return new Trace(asked, outcomes, frontier);
    }

    // W-101, W-100
    @ParameterizedTest
    @EnumSource
    void appends_withSubscribers_areWhatTheyAreWithoutThem(Subscribers subscribers) {
        Trace without = run(Subscribers.NONE);
        Trace with = run(subscribers);
        assertThat(with.asked()).isEqualTo(without.asked()).hasSizeGreaterThan(100);
        assertThat(with.outcomes()).isEqualTo(without.outcomes());
        assertThat(with.frontier()).isEqualTo(without.frontier());
    }

    // W-100: even a listener that fails
    @Test
    void append_whoseListenerFails_isCommittedAllTheSame() {
        HeldFanOut inner = new HeldFanOut();
        boolean[] failing = {false};
        StoreExecutor executor = (name, stackBytes, task) -> {
            StoreExecutor.Worker worker = inner.start(name, stackBytes, task);
            return name.startsWith(HeldFanOut.NAME) ? new FailingWorker(worker, failing) : worker;
        };
        try (Store store = Store.open(Events.config(new MemoryFileSystem()).executor(executor).build())) {
            Subscription subscription = store.subscribe(Region.all());
            failing[0] = true;
            AppendReceipt receipt = store.append(Events.of("a"));
            assertThat(receipt.durable()).isTrue();
            failing[0] = false;
            AppendReceipt next = store.append(Events.of("b"));
            inner.deliver();
            assertThat(Events.sequences(subscription)).containsExactly(receipt.sequence(), next.sequence());
        }
    }

    private record FailingWorker(StoreExecutor.Worker inner, boolean[] failing) implements StoreExecutor.Worker {
        @Override
        public void wake() {
            if (failing[0]) {
                throw new IllegalStateException("cannot be woken");
            }
            inner.wake();
        }

        @Override
        public boolean isCurrent() {
            return inner.isCurrent();
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    @Test
    void subscriber_thatClosesInTheMiddleOfATurn_takesNothingFromOthers() {
        FaultPlan plan = new FaultPlan();
        HeldFanOut fanOut = new HeldFanOut();
        try (Store store = Store.open(Events.config(new FaultyFileSystem(new MemoryFileSystem(), plan))
                .executor(fanOut).build())) {
            Subscription brief = store.subscribe(Region.all());
            Subscription steady = store.subscribe(Region.all());
            List<Long> appended = Stream.of("a", "b", "c").map(e -> store.append(Events.of(e)).sequence()).toList();
            AtomicInteger reads = new AtomicInteger();
            plan.on(OperationKind.READ).where(read -> { // asked in the fan-out's turn; lets nothing fail
                if (reads.incrementAndGet() == 2) {
                    assertThat(brief.poll()).isPresent();
                    brief.close();
                }
                return false;
            }).fail();
            fanOut.deliver();
            assertThat(Events.sequences(steady)).isEqualTo(appended);
            assertThat(brief.poll()).isEmpty();
            assertThat(brief.end()).contains(new SubscriptionEnd.Closed());
        }
    }

    // W-101: subscribers close while the store's thread delivers to them
    @ParameterizedTest
    @EnumSource(Overflow.class)
    void subscribers_thatCloseDuringDelivery_takeNothingFromOthers(Overflow overflow) throws Exception {
        try (Store store = Store.open(Events.config(new MemoryFileSystem()).executor(new ThreadExecutor()).build());
                Subscription steady = store.subscribe(Region.all(), 10_000, Overflow.CUT_OFF)) {
            List<Thread> closers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                closers.add(Thread.ofPlatform().start(() -> {
                    for (int round = 0; round < 200; round++) {
                        try (Subscription brief = store.subscribe(Region.all(), 2, overflow)) {
                            brief.take(Duration.ofMillis(1));
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    }
                }));
            }
            List<Long> appended = new ArrayList<>();
            AppendRequest request = Events.of("a");
            while (appended.size() < 2_000) {
                appended.add(store.append(request).sequence());
            }
            for (Thread closer : closers) {
                closer.join();
            }
            List<Long> received = new ArrayList<>();
            while (received.size() < appended.size() && steady.end().isEmpty()) {
                steady.take(Duration.ofSeconds(10)).map(Notification::sequence).ifPresent(received::add);
            }
            assertThat(received).isEqualTo(appended);
        }
    }
}
