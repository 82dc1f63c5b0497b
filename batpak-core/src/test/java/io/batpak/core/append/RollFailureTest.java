package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.Store;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.StorageException;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.event.Region;
import io.batpak.testkit.FaultPlan;
import io.batpak.testkit.FaultyFileSystem;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.OperationKind;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The next segment cannot be made, or the last one not be ended: the store goes on when it can, and stops when it must. */
class RollFailureTest {
    private final MemoryFileSystem memory = new MemoryFileSystem();
    private final FaultPlan plan = new FaultPlan();

    /** A step of a roll that fails once and leaves nothing uncertain. */
    enum Step {
        SEAL_WRITTEN(plan -> plan.on(OperationKind.WRITE).named("000001.seg.new").where(w -> w.length() < 200).fail()),
        SEAL_CUT_SHORT(plan -> plan.on(OperationKind.WRITE).named("000001.seg.new").where(w -> w.length() < 200)
                .shortWrite(40)),
        CREATED(plan -> plan.on(OperationKind.CREATE).named("000002.seg.new").fail()),
        HEADER_WRITTEN(plan -> plan.on(OperationKind.WRITE).named("000002.seg.new").fail()),
        HEADER_CUT_SHORT(plan -> plan.on(OperationKind.WRITE).named("000002.seg.new").shortWrite(100)),
        HEADER_FORCED(plan -> plan.on(OperationKind.FORCE).named("000002.seg.new").fail());

        final Consumer<FaultPlan> arm;

        Step(Consumer<FaultPlan> arm) {
            this.arm = arm;
        }
    }

    private Store open() {
        return Store.open(Requests.config(new FaultyFileSystem(memory, plan)).executor(new QuietHelper())
                .segmentMaxBytes(65_536).build());
    }

    @ParameterizedTest // W-067
    @EnumSource
    void stepThatFails_refusesOneAppend_andTheNextTriesAgain(Step step) {
        AppendReceipt before;
        AppendReceipt after;
        try (Store store = open()) {
            before = store.append(Requests.sized(60_000));
            step.arm.accept(plan);
            assertThatThrownBy(() -> store.append(Requests.sized(10_000)))
                    .isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.writerPoisoned()).isFalse());
            plan.assertAllFired();
            assertThat(store.get(before.id())).isPresent();
            requireNothingBehind(before); // J-3
            after = store.append(Requests.sized(10_000));
            assertThat(after.position().segment()).isEqualTo(2);
            assertThat(after.sequence()).isEqualTo(before.sequence() + 1);
            assertThat(store.verify().damages()).isEmpty();
        }
        try (Store again = open()) {
            assertThat(again.stream(Region.all(), 0)).extracting(e -> e.id()).containsExactly(before.id(), after.id());
        }
    }

    /** A seal record that was cut short is gone; one that was forced may stay, for the segment is not gone on with. */
    private void requireNothingBehind(AppendReceipt last) {
        byte[] file = memory.snapshot(Requests.DIRECTORY).get("000001.seg");
        int end = (int) (last.position().offset() + last.position().length());
        int stray = 0;
        for (int at = end; at < file.length; at++) {
            stray += file[at] != 0 ? 1 : 0;
        }
        boolean sealed = file.length < 65_536;
        assertThat(sealed ? 0 : stray).isZero();
    }

    @Test // POI-02
    void nameThatMayNotBeDurable_poisons() {
        requirePoisonedBy(OperationKind.FORCE_DIRECTORY);
    }

    @Test // POI-02
    void nameThatMayNotBeGiven_poisons() {
        requirePoisonedBy(OperationKind.REPLACE);
    }

    private void requirePoisonedBy(OperationKind kind) {
        Store store = open();
        AppendReceipt before = store.append(Requests.sized(60_000));
        plan.on(kind).fail();
        assertThatThrownBy(() -> store.append(Requests.sized(10_000)))
                .isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.writerPoisoned()).isTrue());
        plan.assertAllFired();
        assertThatThrownBy(() -> store.append(Requests.event("small"))).isInstanceOfSatisfying(
                StoreUnavailableException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_POISONED));
        assertThat(store.get(before.id())).isPresent(); // POI-03
        assertThatThrownBy(store::close).isInstanceOf(StoreUnavailableException.class);
        try (Store again = open()) {
            assertThat(again.stream(Region.all(), 0)).hasSize(1);
            assertThat(again.append(Requests.event("small")).revision()).isEqualTo(1);
            assertThat(again.verify().damages()).isEmpty();
        }
    }
}
