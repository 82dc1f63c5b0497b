package io.batpak.core.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.Durability;
import io.batpak.api.event.Event;
import io.batpak.api.event.Region;
import io.batpak.api.read.Notification;
import io.batpak.api.read.Overflow;
import io.batpak.api.read.Subscription;
import io.batpak.api.read.SubscriptionEnd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Order and completeness while many threads append, on real threads and files. */
@Timeout(60)
class SubscriptionOrderTest {
    private static final int APPENDERS = 8;
    private static final int UNITS = 150;
    private static final int SUBSCRIBERS = 6;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch subscribed = new CountDownLatch(2 * SUBSCRIBERS);

    @TempDir
    Path directory;

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private Store open(Durability durability) {
        return Store.open(StoreConfig.builder(directory.resolve("journal")).codec(StoreConfig.RAW)
                .durability(durability).build());
    }

    /** What one subscriber received, and the visible bound before and after it subscribed. */
    private record Received(long before, long after, List<Long> sequences, Optional<SubscriptionEnd> end) {}

    private Received receiveAll(Store store, Region region) throws InterruptedException {
        long before = store.frontier().visible();
        try (Subscription subscription = store.subscribe(region, 100_000, Overflow.CUT_OFF)) {
            long after = store.frontier().visible();
            subscribed.countDown();
            List<Long> sequences = new ArrayList<>();
            while (subscription.end().isEmpty()) {
                Optional<Notification> next = subscription.take(Duration.ofSeconds(10));
                next.ifPresent(n -> sequences.add(n.sequence()));
            }
            return new Received(before, after, sequences, subscription.end());
        }
    }

    private List<Future<?>> startAppenders(Store store) {
        List<Future<?>> appenders = new ArrayList<>();
        for (int i = 0; i < APPENDERS; i++) {
            String entity = "e:" + i;
            appenders.add(threads.submit((Callable<Void>) () -> {
                for (int unit = 0; unit < UNITS; unit++) {
                    if (unit % 5 == 0) {
                        store.appendBatch(List.of(Events.of(entity), Events.of("batch"), Events.of(entity)));
                    } else {
                        store.append(Events.of(entity));
                    }
                }
                return null;
            }));
        }
        return appenders;
    }

    @ParameterizedTest
    @EnumSource
    void subscribers_receiveEverythingInCommitOrder_fromTheirMomentOn(Durability durability) throws Exception {
        Store store = open(durability);
        Region all = Region.all().withSystemEvents();
        Region one = Region.ofEntity("e:3");
        List<Future<Received>> subscribers = new ArrayList<>();
        List<Future<Received>> ofOne = new ArrayList<>();
        List<Future<?>> appenders = startAppenders(store);
        for (int i = 0; i < SUBSCRIBERS; i++) {
            subscribers.add(threads.submit(() -> receiveAll(store, all)));
            ofOne.add(threads.submit(() -> receiveAll(store, one)));
        }
        for (Future<?> appender : appenders) {
            appender.get();
        }
        subscribed.await();
        store.close();
        try (Store again = open(durability)) {
            long end = again.frontier().visible() - 1; // without the event of this opening
            for (Future<Received> subscriber : subscribers) {
                Received received = subscriber.get();
                assertThat(received.end()).contains(new SubscriptionEnd.StoreClosed());
                long first = received.sequences().getFirst();
                assertThat(first).isBetween(received.before(), received.after());
                assertThat(received.sequences()).isEqualTo(LongStream.range(first, end).boxed().toList()); // SGL-20
            }
            for (Future<Received> subscriber : ofOne) {
                Received received = subscriber.get();
                List<Long> expected = again.stream(one, received.before()).map(Event::sequence).toList();
                long passed = expected.size() - received.sequences().size();
                assertThat(received.sequences()).isEqualTo(expected.stream().skip(passed).toList());
                assertThat(passed).isLessThanOrEqualTo(expected.size() - again.stream(one, received.after()).count());
            }
        }
    }

    // W-021
    @Test
    void notification_onceReceived_theEventCanBeRead() throws Exception {
        try (Store store = open(Durability.WRITTEN);
                Subscription subscription = store.subscribe(Region.all(), 100_000, Overflow.CUT_OFF)) {
            List<Future<?>> appenders = startAppenders(store);
            int events = APPENDERS * (UNITS + 2 * UNITS / 5);
            for (int i = 0; i < events; i++) {
                Notification next = subscription.take(Duration.ofSeconds(10)).orElseThrow();
                assertThat(store.get(next.id()).orElseThrow().sequence()).isEqualTo(next.sequence());
            }
            for (Future<?> appender : appenders) {
                appender.get();
            }
            assertThat(subscription.poll()).isEmpty();
        }
    }

    @Test
    void fanOutThread_doesNotOutliveTheStore() {
        Store store = open(Durability.DURABLE);
        List<Thread> before = fanOutThreads();
        store.subscribe(Region.all());
        List<Thread> started = new ArrayList<>(fanOutThreads());
        started.removeAll(before);
        assertThat(started).hasSize(1);
        store.close();
        assertThat(started.getFirst().isAlive()).isFalse(); // W-106
    }

    private static List<Thread> fanOutThreads() {
        return Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith(HeldFanOut.NAME))
                .toList();
    }
}
