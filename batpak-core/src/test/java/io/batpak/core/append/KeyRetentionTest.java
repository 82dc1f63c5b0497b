package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.Store;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.KeyRetention;
import io.batpak.api.append.KeyRetention.Overflow;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.ErrorCode;
import io.batpak.testkit.MemoryFileSystem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys within the window are never forgotten, older ones when there is no room. */
class KeyRetentionTest {
    private final MemoryFileSystem files = new MemoryFileSystem();

    /** Opens a store and gives it the keys k1 to k4, at the sequences 1 to 4. */
    private Store full(Overflow overflow) {
        Store store = Store.open(
                Requests.config(files).keyRetention(new KeyRetention(4, 4, overflow)).build());
        for (int i = 1; i <= 4; i++) {
            store.append(Requests.keyed("k" + i, "event " + i));
        }
        return store;
    }

    private static void requireRefused(Runnable append) {
        assertThatThrownBy(append::run).isInstanceOfSatisfying(AppendRejectedException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.IDEMPOTENCY_OVERFLOW)); // W-154
    }

    @Test
    void newKey_whenTheWindowIsFull_isRefusedAndLeavesNothing() {
        try (Store store = full(Overflow.REFUSE)) {
            requireRefused(() -> store.append(Requests.keyed("k5", "event 5")));
            assertThat(store.frontier().visible()).isEqualTo(5);
            for (int i = 1; i <= 4; i++) { // W-153: also the one on the edge of the window
                AppendReceipt receipt = store.append(Requests.keyed("k" + i, "event " + i));
                assertThat(receipt.replayed()).isTrue();
                assertThat(receipt.sequence()).isEqualTo(i);
            }
            assertThat(store.append(Requests.event("without a key")).sequence()).isEqualTo(5);
        }
    }

    @Test
    void newKey_onceAnOldOneIsOutOfTheWindow_takesItsPlace() {
        try (Store store = full(Overflow.REFUSE)) {
            store.append(Requests.event("moves the window on"));
            assertThat(store.append(Requests.keyed("k5", "event 5")).replayed()).isFalse();
            assertThat(store.append(Requests.keyed("k2", "event 2")).replayed()).isTrue(); // W-153
            assertThat(store.append(Requests.keyed("k1", "event 1")).replayed()).as("it is forgotten").isFalse();
        }
    }

    @Test
    void batch_isAdmittedAsAUnit() {
        try (Store store = full(Overflow.REFUSE)) {
            store.append(Requests.event("moves the window on by one"));
            requireRefused(() -> store.appendBatch(
                    List.of(Requests.keyed("k5", "event 5"), Requests.keyed("k6", "event 6"))));
            assertThat(store.append(Requests.keyed("k5", "event 5")).replayed()).isFalse();
        }
    }

    @Test
    void overflowThatWarns_forgetsOnceTheWindowHasMovedOn() {
        try (Store store = full(Overflow.WARN)) {
            for (int i = 0; i < 4; i++) {
                store.append(Requests.event("moves the window on"));
            }
            store.append(Requests.keyed("k5", "event 5"));
            assertThat(store.append(Requests.keyed("k1", "event 1")).replayed()).as("it is forgotten").isFalse();
        }
    }

    @Test
    void standard_keepsTheNewestSixteenMillion() {
        assertThat(KeyRetention.standard()).isEqualTo(new KeyRetention(16_777_216, 67_108_864, Overflow.WARN));
    }

    @Test
    void newKey_whereOverflowOnlyWarns_isTaken() {
        try (Store store = full(Overflow.WARN)) {
            store.append(Requests.keyed("k5", "event 5"));
            for (int i = 2; i <= 5; i++) {
                assertThat(store.append(Requests.keyed("k" + i, "event " + i)).replayed()).isTrue(); // W-153
            }
        }
    }
}
