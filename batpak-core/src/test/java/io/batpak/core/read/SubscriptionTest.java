package io.batpak.core.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.Store;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Causation;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.CorrelationId;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Lane;
import io.batpak.api.event.PositionHint;
import io.batpak.api.event.Region;
import io.batpak.api.read.Notification;
import io.batpak.api.read.Overflow;
import io.batpak.api.read.Subscription;
import io.batpak.api.read.SubscriptionEnd;
import io.batpak.testkit.InlineExecutor;
import io.batpak.testkit.MemoryFileSystem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a subscription delivers, from when on, and when the thread that does it exists. Turns run when the test says so. */
class SubscriptionTest {
    private final HeldFanOut fanOut = new HeldFanOut();
    private final MemoryFileSystem files = new MemoryFileSystem();
    private final Store store = Store.open(Events.config(files).executor(fanOut).build());

    @Test
    void subscription_deliversWhatIsPublishedFromItsMomentOn() {
        store.append(Events.of("before"));
        Subscription early = store.subscribe(Region.all());
        AppendReceipt first = store.append(Events.of("a"));
        Subscription late = store.subscribe(Region.all());
        AppendReceipt second = store.append(Events.of("b"));
        assertThat(early.poll()).as("before the fan-out's turn").isEmpty();
        fanOut.deliver();
        assertThat(Events.sequences(early)).containsExactly(first.sequence(), second.sequence()); // SGL-20
        assertThat(Events.sequences(late)).containsExactly(second.sequence());
        assertThat(early.end()).isEmpty();
    }

    @Test
    void notification_saysWhatTheEventSays_andTheEventCanBeRead() {
        Subscription subscription = store.subscribe(Region.all());
        AppendReceipt cause = store.append(Events.of("order:1"));
        AppendOptions options = AppendOptions.builder()
                .correlation(new CorrelationId(1, 2))
                .causation(Causation.of(cause.id()))
                .position(new PositionHint(Lane.of(7), 3))
                .build();
        store.append(Events.of("order:1").with(options));
        fanOut.deliver();
        List<Notification> all = Events.drain(subscription);
        assertThat(all).hasSize(2).allSatisfy(n -> {
            Event event = store.get(n.id()).orElseThrow(); // W-021
            assertThat(n.sequence()).isEqualTo(event.sequence());
            assertThat(n.coordinate()).isEqualTo(event.coordinate());
            assertThat(n.kind()).isEqualTo(event.kind());
            assertThat(n.lane()).isEqualTo(event.lane());
            assertThat(n.depth()).isEqualTo(event.depth());
            assertThat(n.revision()).isEqualTo(event.revision());
            assertThat(n.time()).isEqualTo(event.time());
            assertThat(n.correlation()).isEqualTo(event.correlation());
            assertThat(n.causation()).isEqualTo(event.causation());
            assertThat(n.missed()).isEmpty();
        });
        assertThat(all.get(1).lane()).isEqualTo(Lane.of(7));
        assertThat(all.get(1).depth()).isEqualTo(3);
        assertThat(all.get(1).causation()).isPresent();
    }

    // W-021: this fan-out has its turn inside of the call that wakes it
    @Test
    void fanOut_isWokenOnlyWhenTheEventIsVisible() {
        try (Store inline = Store.open(Events.config(new MemoryFileSystem()).executor(new InlineExecutor()).build())) {
            Subscription subscription = inline.subscribe(Region.all());
            List<AppendReceipt> receipts = inline.appendBatch(List.of(Events.of("a"), Events.of("b")));
            assertThat(Events.sequences(subscription))
                    .isEqualTo(receipts.stream().map(AppendReceipt::sequence).toList());
        }
    }

    static Stream<Region> regions() {
        Region all = Region.all();
        return Stream.of(
                all,
                all.withSystemEvents(),
                Region.ofEntity("order"),
                Region.ofTree("order"),
                Region.ofTree("order:1"),
                all.inScope("depot"),
                all.ofKind(EventKind.of(0x2, 5)),
                all.ofCategory(0x2),
                all.onLane(Lane.of(1)),
                Region.ofTree("order").inScope("shop").ofCategory(0x1).onLane(Lane.of(0)),
                Region.ofEntity("nobody"));
    }

    @ParameterizedTest
    @MethodSource("regions")
    void subscription_deliversExactlyItsRegion_theLastEventOfTheStoreIncluded(Region region) {
        long from = store.frontier().visible();
        Subscription subscription = store.subscribe(region);
        for (String entity : List.of("order", "order:1", "order:1:a", "orders", "order:")) {
            for (String scope : List.of("shop", "depot")) {
                Coordinate coordinate = Coordinate.of(entity, scope);
                store.append(Events.of(coordinate, EventKind.DATA));
                store.append(Events.of(coordinate, EventKind.of(0x2, 5)));
                store.append(onLane(1, Events.of(coordinate, EventKind.of(0x2, 6))));
            }
            fanOut.deliver();
        }
        store.close(); // appends an event of its own
        try (Store again = Store.open(Events.config(files).build())) {
            long until = again.frontier().visible() - 1; // without the event of this opening
            List<Long> expected = again.stream(region, from).map(Event::sequence).filter(s -> s < until).toList();
            assertThat(Events.sequences(subscription)).isEqualTo(expected);
        }
    }

    private static AppendRequest onLane(long lane, AppendRequest request) {
        return request.with(AppendOptions.builder().lane(Lane.of(lane)).build());
    }

    @Test
    void batch_comesInSequence_asOne() {
        Subscription subscription = store.subscribe(Region.all());
        List<AppendReceipt> receipts = store.appendBatch(
                List.of(Events.of("a"), Events.of("b"), Events.of("c"), Events.of("a")));
        fanOut.deliver();
        assertThat(Events.sequences(subscription))
                .isEqualTo(receipts.stream().map(AppendReceipt::sequence).toList());
    }

    @Test
    void fanOut_startsWithTheFirstSubscription_andIsWokenOnlyIfThereIsSomethingToDo() {
        store.append(Events.of("a"));
        assertThat(fanOut.started()).isEmpty();
        Subscription first = store.subscribe(Region.all());
        Subscription second = store.subscribe(Region.all());
        assertThat(fanOut.started()).singleElement().asString().startsWith(HeldFanOut.NAME);
        fanOut.deliver();
        store.force();
        assertThat(fanOut.deliver()).as("turns after a force, which publishes nothing").isZero();
        first.close();
        second.close();
        store.append(Events.of("nobody is left"));
        fanOut.deliver();
        store.append(Events.of("b"));
        assertThat(fanOut.deliver()).isZero();
    }

    @Test
    void closedSubscription_forgetsWhatIsQueued_andGetsNothingMore() {
        Subscription subscription = store.subscribe(Region.all());
        Subscription other = store.subscribe(Region.all());
        store.append(Events.of("a"));
        fanOut.deliver();
        subscription.close();
        subscription.close();
        store.append(Events.of("b"));
        fanOut.deliver();
        assertThat(subscription.poll()).isEmpty();
        assertThat(subscription.end()).contains(new SubscriptionEnd.Closed());
        assertThat(Events.drain(other)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, Subscription.MAX_CAPACITY + 1})
    void capacity_outsideItsRange_isRefused(int capacity) {
        assertThatThrownBy(() -> store.subscribe(Region.all(), capacity, Overflow.SKIP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("" + Subscription.MAX_CAPACITY);
        assertThat(fanOut.started()).isEmpty();
    }

    @Test
    void subscribe_afterTheClose_isRefused() {
        store.close();
        assertThatThrownBy(() -> store.subscribe(Region.all()))
                .isInstanceOfSatisfying(StoreUnavailableException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_CLOSED));
    }
}
