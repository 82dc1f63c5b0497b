package io.batpak.core.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.event.Region;
import io.batpak.api.read.Notification;
import io.batpak.api.read.Overflow;
import io.batpak.api.read.Subscription;
import io.batpak.api.read.SubscriptionEnd;
import io.batpak.testkit.FakeClock;
import io.batpak.testkit.MemoryFileSystem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waiting for a notification: who ends it, and that an interrupt loses nothing. Waiters are threads of their own. */
@Timeout(30)
class SubscriptionWaitTest {
    private static final Duration LONG = Duration.ofDays(100_000_000); // more nanoseconds than a long holds

    private final HeldFanOut fanOut = new HeldFanOut();

    private Store open(FakeClock clock) {
        return Store.open(Events.config(new MemoryFileSystem()).executor(fanOut).clock(clock).build());
    }

    /** A thread that waits for one notification. */
    private static final class Taker {
        final CompletableFuture<Optional<Notification>> answer = new CompletableFuture<>();
        final Thread thread;

        Taker(Subscription subscription) {
            thread = Thread.ofPlatform().start(() -> {
                try {
                    answer.complete(subscription.take(LONG));
                } catch (InterruptedException e) {
                    answer.completeExceptionally(e);
                }
            });
        }

        static Taker waiting(Subscription subscription) {
            Taker taker = new Taker(subscription);
            while (taker.thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            return taker;
        }

        Optional<Notification> get() throws Exception {
            return answer.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void take_isEndedByTheNextNotification() throws Exception {
        try (Store store = open(new FakeClock())) {
            Taker taker = Taker.waiting(store.subscribe(Region.all()));
            AppendReceipt receipt = store.append(Events.of("a"));
            fanOut.deliver();
            assertThat(taker.get().orElseThrow().sequence()).isEqualTo(receipt.sequence());
        }
    }

    @Test
    void take_isEndedByTheSubscribersClose() throws Exception {
        try (Store store = open(new FakeClock())) {
            Subscription subscription = store.subscribe(Region.all());
            Taker one = Taker.waiting(subscription);
            Taker two = Taker.waiting(subscription);
            subscription.close();
            assertThat(one.get()).isEmpty();
            assertThat(two.get()).isEmpty();
        }
    }

    @Test
    void take_isEndedByTheStoresClose() throws Exception {
        Store store = open(new FakeClock());
        Subscription subscription = store.subscribe(Region.all());
        Taker taker = Taker.waiting(subscription);
        store.close();
        assertThat(taker.get()).isEmpty();
        assertThat(subscription.end()).contains(new SubscriptionEnd.StoreClosed());
    }

    @Test
    void take_isEndedByAnInterrupt_andNothingIsLost() throws Exception {
        try (Store store = open(new FakeClock())) {
            Subscription subscription = store.subscribe(Region.all());
            Taker interrupted = Taker.waiting(subscription);
            interrupted.thread.interrupt();
            assertThat(interrupted.answer).failsWithin(Duration.ofSeconds(10)).withThrowableThat()
                    .withCauseInstanceOf(InterruptedException.class);
            AppendReceipt receipt = store.append(Events.of("a"));
            fanOut.deliver();
            Thread.currentThread().interrupt();
            try {
                assertThat(subscription.take(LONG).orElseThrow().sequence()).isEqualTo(receipt.sequence());
            } finally {
                assertThat(Thread.interrupted()).as("the flag, where nothing had to be waited for").isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0})
    void take_withoutTime_doesNotWait(long seconds) throws Exception {
        try (Store store = open(FakeClock.stepping(Duration.ofSeconds(1)))) {
            assertThat(store.subscribe(Region.all()).take(Duration.ofSeconds(seconds))).isEmpty();
        }
    }

    @Test
    void take_endsByTheStoresClock() throws Exception {
        try (Store store = open(FakeClock.stepping(Duration.ofDays(1)))) {
            assertThat(store.subscribe(Region.all()).take(Duration.ofDays(1))).isEmpty();
        }
    }

    @Test
    void take_onAClockThatStandsStill_endsAllTheSame() throws Exception {
        try (Store store = open(new FakeClock())) {
            Subscription subscription = store.subscribe(Region.all(), 1, Overflow.SKIP);
            assertThat(subscription.take(Duration.ofMillis(2))).isEmpty(); // FRN-16
            assertThat(subscription.end()).isEmpty();
        }
    }
}
