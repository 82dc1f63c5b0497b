package io.batpak.core.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.Store;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.error.OutcomeUnknownException;
import io.batpak.api.event.Region;
import io.batpak.api.read.Missed;
import io.batpak.api.read.Notification;
import io.batpak.api.read.Overflow;
import io.batpak.api.read.Subscription;
import io.batpak.api.read.SubscriptionEnd;
import io.batpak.testkit.FaultPlan;
import io.batpak.testkit.FaultyFileSystem;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.OperationKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a subscription whose queue is full, and of all when the store ends: never a loss without a word. */
class SubscriptionEndTest {
    private static final Region TREE = Region.ofTree("mine");

    private final HeldFanOut fanOut = new HeldFanOut();
    private final FaultPlan plan = new FaultPlan();
    private final Store store = Store.open(Events.config(new FaultyFileSystem(new MemoryFileSystem(), plan))
            .executor(fanOut).segmentMaxBytes(65_536).build());

    /** Appends events of the region, each after one that does not belong to it; returns the sequences of the former. */
    private List<Long> append(int count) {
        List<Long> sequences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            store.append(Events.of("other"));
            sequences.add(store.append(Events.of("mine:" + i)).sequence());
        }
        return sequences;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void cutOff_atOneMatchingEventTooMany_keepsWhatIsQueuedAndNamesTheFirstLost(int capacity) throws Exception {
        Subscription subscription = store.subscribe(TREE, capacity, Overflow.CUT_OFF);
        List<Long> sequences = append(capacity);
        store.append(Events.of("other"));
        fanOut.deliver();
        List<Long> lost = append(3);
        fanOut.deliver();
        for (long expected : sequences) {
            assertThat(subscription.end()).as("while something is queued").isEmpty();
            assertThat(subscription.take(Duration.ofDays(1)).orElseThrow().sequence()).isEqualTo(expected);
        }
        assertThat(subscription.take(Duration.ofDays(1))).as("ended, so nothing is waited for").isEmpty();
        assertThat(subscription.end()).contains(new SubscriptionEnd.CutOff(lost.getFirst())); // J-44
        assertThat(store.stream(TREE, lost.getFirst())).hasSize(3);
    }

    @Test
    void cutOff_doesNotComeWhileTheQueueIsExactlyFull() {
        Subscription subscription = store.subscribe(TREE, 4, Overflow.CUT_OFF);
        for (int round = 0; round < 3; round++) {
            List<Long> sequences = append(4);
            fanOut.deliver();
            assertThat(Events.sequences(subscription)).isEqualTo(sequences);
        }
        assertThat(subscription.end()).isEmpty();
    }

    @Test
    void cutOff_concernsTheSlowSubscriptionAlone() {
        Subscription slow = store.subscribe(TREE, 1, Overflow.CUT_OFF);
        Subscription other = store.subscribe(TREE, 10, Overflow.CUT_OFF);
        List<Long> sequences = append(5);
        fanOut.deliver();
        assertThat(Events.sequences(other)).isEqualTo(sequences);
        assertThat(Events.sequences(slow)).containsExactly(sequences.getFirst());
    }

    @Test
    void cutOffSubscription_closed_staysCutOff() {
        Subscription subscription = store.subscribe(TREE, 1, Overflow.CUT_OFF);
        List<Long> sequences = append(2);
        fanOut.deliver();
        subscription.close();
        assertThat(subscription.poll()).isEmpty();
        assertThat(subscription.end()).contains(new SubscriptionEnd.CutOff(sequences.get(1)));
    }

    @Test
    void skip_staysAndTellsWithTheNextOneHowManyItMissedAndFromWhere() {
        Subscription subscription = store.subscribe(TREE, 2, Overflow.SKIP);
        List<Long> first = append(5);
        fanOut.deliver();
        assertThat(subscription.missed()).contains(new Missed(3, first.get(2)));
        assertThat(subscription.poll().orElseThrow().missed()).isEmpty(); // makes room for one
        List<Long> second = append(2);
        fanOut.deliver();
        List<Notification> rest = Events.drain(subscription);
        assertThat(rest).extracting(Notification::sequence).containsExactly(first.get(1), second.getFirst());
        assertThat(rest.get(0).missed()).isEmpty();
        assertThat(rest.get(1).missed()).contains(new Missed(3, first.get(2)));
        assertThat(subscription.missed()).contains(new Missed(1, second.get(1)));
        store.close();
        assertThat(subscription.end()).contains(new SubscriptionEnd.StoreClosed());
        assertThat(subscription.missed()).as("no item tells it any more").contains(new Missed(1, second.get(1)));
    }

    @Test
    void eventThatCannotBeRead_isLostWithAWord() {
        Subscription cut = store.subscribe(TREE, 10, Overflow.CUT_OFF);
        Subscription skipping = store.subscribe(TREE, 10, Overflow.SKIP);
        AppendReceipt before = store.append(Events.of("mine"));
        AppendReceipt damaged = store.append(Events.of("whose it was nobody can tell"));
        AppendReceipt after = store.append(Events.of("mine"));
        plan.on(OperationKind.READ).andLater().flipBit(damaged.position().offset() + 40, 3);
        fanOut.deliver();
        plan.assertAllFired();
        assertThat(Events.sequences(cut)).containsExactly(before.sequence());
        assertThat(cut.end()).contains(new SubscriptionEnd.CutOff(damaged.sequence()));
        List<Notification> rest = Events.drain(skipping);
        assertThat(rest).extracting(Notification::sequence).containsExactly(before.sequence(), after.sequence());
        assertThat(rest.get(1).missed()).contains(new Missed(1, damaged.sequence()));
    }

    @Test
    void storeClose_deliversWhatWasPublished_thenEnds() {
        Subscription subscription = store.subscribe(TREE);
        Subscription ofAll = store.subscribe(Region.all().withSystemEvents());
        List<Long> sequences = append(3); // no turn of the fan-out until the close
        AppendReceipt last = store.append(Events.of("mine", 100_000)); // longer than what is mapped: its file is read
        sequences.add(last.sequence());
        store.close();
        assertThat(subscription.end()).isEmpty();
        assertThat(Events.sequences(subscription)).isEqualTo(sequences);
        assertThat(subscription.end()).contains(new SubscriptionEnd.StoreClosed()); // J-44
        assertThat(Events.sequences(ofAll)).hasSize(8).last().isEqualTo(sequences.getLast() + 1);
    }

    @Test
    void poison_deliversWhatWasPublished_thenEnds() {
        Subscription subscription = store.subscribe(Region.all());
        AppendReceipt published = store.append(Events.of("a"));
        plan.on(OperationKind.FORCE).fail();
        assertThatThrownBy(() -> store.append(Events.of("b"))).isInstanceOf(OutcomeUnknownException.class);
        fanOut.deliver();
        assertThat(subscription.end()).isEmpty();
        assertThat(Events.sequences(subscription)).containsExactly(published.sequence());
        assertThat(subscription.end()).contains(new SubscriptionEnd.StorePoisoned()); // J-44
        Subscription late = store.subscribe(Region.all());
        fanOut.deliver();
        assertThat(late.end()).as("of a subscription to a poisoned store")
                .contains(new SubscriptionEnd.StorePoisoned());
    }

    @Test
    void closeOfAPoisonedStore_saysPoisoned() {
        Subscription subscription = store.subscribe(Region.all());
        plan.on(OperationKind.FORCE).fail();
        assertThatThrownBy(() -> store.append(Events.of("b"))).isInstanceOf(OutcomeUnknownException.class);
        assertThatThrownBy(store::close).isInstanceOf(RuntimeException.class);
        assertThat(subscription.end()).contains(new SubscriptionEnd.StorePoisoned());
    }
}
