package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.Event;
import io.batpak.api.event.Lane;
import io.batpak.api.event.PositionHint;
import io.batpak.testkit.MemoryFileSystem;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** One sequence for all entities, scopes, lanes, routes and threads; chains by entity and lane alone (W-003, W-006). */
class OneSequenceTest {
    private final MemoryFileSystem files = new MemoryFileSystem();

    @Test // W-003
    void appendsOneAfterTheOther_byAnyRouteAndThread_haveTheNextSequences() throws Exception {
        try (Store store = Store.open(Requests.config(files).segmentMaxBytes(65_536).build());
                ExecutorService threads = Executors.newFixedThreadPool(3)) {
            long next = store.frontier().visible();
            for (int i = 0; i < 300; i++) {
                Route route = Route.values()[i % Route.values().length];
                AppendRequest request = Requests.event(Coordinate.of("entity " + i % 7, "s"), "x".repeat(i * 3));
                List<AppendRequest> requests = Collections.nCopies(route.isBatch() ? 3 : 1,
                        i % 2 == 0 ? request : Requests.written(request));
                for (AppendReceipt receipt : threads.submit(() -> route.take(store, requests)).get()) {
                    assertThat(receipt.sequence()).isEqualTo(next++);
                }
            }
        }
    }

    @Test // W-006
    void scopes_formNoChainOfTheirOwn_andEntitiesShareTheSequence() {
        try (Store store = Store.open(Requests.config(files).build())) {
            AppendReceipt first = store.append(Requests.event(Coordinate.of("order:1", "shop"), "a"));
            AppendReceipt other = store.append(Requests.event(Coordinate.of("order:2", "shop"), "b"));
            AppendReceipt second = store.append(Requests.event(Coordinate.of("order:1", "mall"), "c"));
            assertThat(List.of(first.revision(), other.revision(), second.revision())).containsExactly(0L, 0L, 1L);
            assertThat(List.of(other.sequence(), second.sequence()))
                    .containsExactly(first.sequence() + 1, first.sequence() + 2);
            Event last = store.latest("order:1", Lane.MAIN).orElseThrow();
            assertThat(last.id()).isEqualTo(second.id());
            assertThat(last.previousLink()).isEqualTo(first.link());
        }
    }

    @Test // W-012
    void depthOfABranch_isOneMore_saturates_andIsStored() {
        PositionHint deepest = new PositionHint(Lane.of(1), 0xffff_ffffL);
        List<PositionHint> hints = List.of(PositionHint.MAIN, PositionHint.MAIN.branchRoot(Lane.of(1)),
                PositionHint.MAIN.branchRoot(Lane.of(1)).branchRoot(Lane.of(2)), deepest,
                deepest.branchRoot(Lane.of(3)));
        assertThat(hints).extracting(PositionHint::depth)
                .containsExactly(0L, 1L, 2L, 0xffff_ffffL, 0xffff_ffffL);
        List<AppendReceipt> receipts;
        try (Store store = Store.open(Requests.config(files).build())) {
            receipts = hints.stream().map(hint -> store.append(
                    Requests.event("p").with(AppendOptions.builder().position(hint).build()))).toList();
        }
        try (Store store = Store.open(Requests.config(files).build())) {
            for (int i = 0; i < hints.size(); i++) {
                Event event = store.get(receipts.get(i).id()).orElseThrow();
                assertThat(new PositionHint(event.lane(), event.depth())).isEqualTo(hints.get(i));
            }
        }
    }
}
