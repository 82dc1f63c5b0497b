package io.batpak.core.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.StoreReader;
import io.batpak.api.append.VisibilityFence;
import io.batpak.api.error.StorageException;
import io.batpak.api.event.Region;
import io.batpak.api.read.Notification;
import io.batpak.api.read.Subscription;
import io.batpak.api.read.SubscriptionEnd;
import io.batpak.testkit.FaultPlan;
import io.batpak.testkit.FaultyFileSystem;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.OperationKind;
import io.batpak.testkit.SteppedExecutor;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Subscriptions of a store that is open for reading follow what a writer beside it makes durable (D-21). */
@Timeout(30)
class ReaderSubscriptionTest {
    private final MemoryFileSystem memory = new MemoryFileSystem();
    private final FaultPlan plan = new FaultPlan();
    private final SteppedExecutor stepped = new SteppedExecutor();
    private final Store store = Store.open(Events.config(memory).build());

    private StoreReader reader() {
        return Store.openReadOnly(
                Events.config(new FaultyFileSystem(memory, plan)).executor(stepped).build());
    }

    /** Lets the time pass after which the reader looks again. */
    private void look() {
        stepped.runDelayed();
        stepped.runAll();
    }

    @Test // D-21
    void subscription_getsWhatTheWriterMakesDurable_withoutARefresh() {
        store.append(Events.of("before"));
        try (StoreReader reader = reader(); Subscription subscription = reader.subscribe(Region.all())) {
            stepped.runAll();
            assertThat(subscription.poll()).isEmpty();
            long first = store.append(Events.of("first")).sequence();
            look();
            assertThat(Events.sequences(subscription)).containsExactly(first);
            VisibilityFence fence = store.beginVisibilityFence();
            var second = fence.submit(Events.of("second"));
            store.force();
            look();
            assertThat(subscription.poll()).isEmpty();
            fence.commit();
            look();
            assertThat(Events.sequences(subscription)).containsExactly(second.join().sequence());
        } finally {
            store.close();
        }
    }

    @Test // nobody subscribes: nothing is read again and again
    void readerWithoutSubscriptions_rests() {
        try (StoreReader reader = reader()) {
            reader.subscribe(Region.all()).close();
            stepped.runAll();
            look();
            look();
            assertThat(stepped.delays().values()).allMatch(delay -> delay < 0 || delay == Long.MAX_VALUE);
            reader.refresh();
        } finally {
            store.close();
        }
    }

    @Test
    void close_endsTheSubscription() {
        StoreReader reader = reader();
        Subscription subscription = reader.subscribe(Region.all());
        reader.close();
        assertThat(subscription.end()).contains(new SubscriptionEnd.StoreClosed());
        store.close();
    }

    @Test // read on, or told why not
    void logThatCannotBeReadOn_endsTheSubscription_whichSaysWhy() {
        try (StoreReader reader = reader(); Subscription subscription = reader.subscribe(Region.all())) {
            stepped.runAll();
            store.append(Events.of("first"));
            plan.on(OperationKind.READ).fail();
            look();
            assertThat(subscription.end()).hasValueSatisfying(end -> assertThat(end)
                    .isInstanceOfSatisfying(SubscriptionEnd.ReadFailed.class,
                            failed -> assertThat(failed.why()).isInstanceOf(StorageException.class)));
            try (Subscription again = reader.subscribe(Region.all())) { // it was the medium, and for once
                look();
                long second = store.append(Events.of("second")).sequence();
                look();
                assertThat(again.poll().map(Notification::sequence)).contains(second - 1);
                assertThat(again.poll().map(Notification::sequence)).contains(second);
            }
        } finally {
            store.close();
        }
    }

    @Test // on threads
    void subscription_onThreads_needsNobodyToLook() throws InterruptedException {
        try (StoreReader reader = Store.openReadOnly(Events.config(memory).build());
                Subscription subscription = reader.subscribe(Region.all())) {
            long sequence = store.append(Events.of("first")).sequence();
            assertThat(subscription.take(Duration.ofSeconds(20)).map(Notification::sequence)).contains(sequence);
        } finally {
            store.close();
        }
    }
}
