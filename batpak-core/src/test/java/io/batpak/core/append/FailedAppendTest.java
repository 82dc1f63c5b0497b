package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.batpak.api.Store;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.error.BatpakException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.OutcomeUnknownException;
import io.batpak.api.error.StorageException;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.event.Region;
import io.batpak.api.read.Frontier;
import io.batpak.testkit.FaultPlan;
import io.batpak.testkit.FaultRule;
import io.batpak.testkit.FaultyFileSystem;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.Operation;
import io.batpak.testkit.OperationKind;
import io.batpak.testkit.RecordingFileSystem;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The medium fails under an append. Either nothing of it was kept, now and for ever, and the store goes on; or the writer
 * is poisoned, forces nothing again and still reads (W-033).
 */
@Timeout(30)
class FailedAppendTest {
    private final MemoryFileSystem memory = new MemoryFileSystem();
    private final FaultPlan plan = new FaultPlan();
    private final RecordingFileSystem files = new RecordingFileSystem(new FaultyFileSystem(memory, plan));

    /** What fails, and whether it can be undone. */
    enum Trouble {
        WRITE_FAILS(true) {
            @Override
            void arm(FaultPlan plan) {
                writeOf(plan, "000001.seg").fail();
            }
        },
        WRITE_IS_CUT_SHORT(true) {
            @Override
            void arm(FaultPlan plan) {
                writeOf(plan, "000001.seg").shortWrite(150);
            }
        },
        ROLL_BACK_FAILS(false) {
            @Override
            void arm(FaultPlan plan) {
                writeOf(plan, "000001.seg").shortWrite(150);
                plan.on(OperationKind.ZERO).fail();
            }
        },
        FORCE_OF_THE_ROLL_BACK_FAILS(false) {
            @Override
            void arm(FaultPlan plan) {
                writeOf(plan, "000001.seg").fail();
                plan.on(OperationKind.FORCE).fail();
            }
        },
        FORCE_FAILS(false) {
            @Override
            void arm(FaultPlan plan) {
                plan.on(OperationKind.FORCE).fail();
            }
        },
        NOTE_FAILS(false) {
            @Override
            void arm(FaultPlan plan) {
                writeOf(plan, "frontier").fail();
            }
        };

        final boolean undone;

        Trouble(boolean undone) {
            this.undone = undone;
        }

        abstract void arm(FaultPlan plan);

        static FaultRule writeOf(FaultPlan plan, String file) {
            return plan.on(OperationKind.WRITE).where(write -> write.name().startsWith(file));
        }
    }

    private Store open() {
        return Store.open(Requests.config(files).executor(new QuietHelper()).build());
    }

    private static List<AppendRequest> requests() {
        return List.of(Requests.keyed("a", "first"), Requests.keyed("b", "second"), Requests.keyed("c", "third"));
    }

    private static List<AppendRequest> requests(Route route) {
        return route.isBatch() ? requests() : requests().subList(0, 1);
    }

    @ParameterizedTest // W-033, W-042, W-056, W-070
    @EnumSource(names = {"APPEND", "SUBMIT", "APPEND_BATCH", "SUBMIT_BATCH"})
    void failureThatIsUndone_leavesNothing_andTheStoreGoesOn(Route route) {
        for (Trouble trouble : List.of(Trouble.WRITE_FAILS, Trouble.WRITE_IS_CUT_SHORT)) {
            try (Store store = open()) {
                AppendReceipt before = store.append(Requests.event("before"));
                Frontier frontier = store.frontier();
                trouble.arm(plan);
                assertThatThrownBy(() -> route.take(store, requests(route)))
                        .isInstanceOfSatisfying(StorageException.class,
                                e -> assertThat(e.writerPoisoned()).isFalse());
                assertThat(store.frontier().visible()).isEqualTo(frontier.visible());
                assertThat(store.frontier().durable()).isEqualTo(frontier.durable());
                AppendReceipt after = store.append(Requests.event("after"));
                assertThat(after.sequence()).isEqualTo(before.sequence() + 1);
                assertThat(after.revision()).isEqualTo(before.revision() + 1);
                assertThat(after.position().offset())
                        .isEqualTo(before.position().offset() + before.position().length());
                assertThat(store.verify().damages()).isEmpty();
                requireAbsentAfterACrash(after);
                assertThat(route.take(store, requests(route))).noneMatch(AppendReceipt::replayed);
            }
            plan.assertAllFired();
            memory.snapshot(Requests.DIRECTORY).keySet().forEach(this::delete);
        }
    }

    /** Opens a copy of what is there: whatever was refused is absent, what came later survives. */
    private void requireAbsentAfterACrash(AppendReceipt after) {
        MemoryFileSystem copy = MemoryFileSystem.of(Requests.DIRECTORY, memory.snapshot(Requests.DIRECTORY));
        try (Store again = Store.open(Requests.config(copy).build())) {
            assertThat(again.get(after.id()).orElseThrow().link()).isEqualTo(after.link());
            assertThat(again.stream(Region.all(), 0)).extracting(e -> e.payload())
                    .containsExactly(Requests.bytes("before"), Requests.bytes("after"));
            assertThat(again.verify().damages()).isEmpty();
        }
    }

    private void delete(String name) {
        try (var directory = memory.open(Requests.DIRECTORY, io.batpak.api.spi.StoreAccess.READ_WRITE)) {
            directory.delete(name);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest // W-062, POI-02, POI-03, POI-04, W-097, W-042, THR-71
    @EnumSource(names = {"ROLL_BACK_FAILS", "FORCE_OF_THE_ROLL_BACK_FAILS", "FORCE_FAILS", "NOTE_FAILS"})
    void failureThatIsNotUndone_poisons(Trouble trouble) {
        Store store = open();
        AppendReceipt before = store.append(Requests.event("before"));
        Frontier frontier = store.frontier();
        trouble.arm(plan);
        assertThatThrownBy(() -> store.appendBatch(requests()))
                .isInstanceOfSatisfying(OutcomeUnknownException.class, unknown -> {
                    assertThat(unknown.writerPoisoned()).isTrue();
                    assertThat(unknown.keys()).containsExactly(Requests.key("a"), Requests.key("b"), Requests.key("c"));
                    unknown.eventIds().forEach(id -> assertThat(store.get(id)).isEmpty());
                });
        plan.assertAllFired();
        files.clear();
        for (Route route : Route.values()) {
            assertThat(catchThrowable(() -> route.take(store, requests(route))))
                    .isInstanceOfSatisfying(StoreUnavailableException.class, FailedAppendTest::requirePoisoned);
        }
        assertThatThrownBy(store::force).isInstanceOf(StoreUnavailableException.class);
        assertThat(store.frontier().visible()).isEqualTo(frontier.visible());
        assertThat(store.frontier().durable()).isEqualTo(frontier.durable());
        assertThat(store.get(before.id()).orElseThrow().link()).isEqualTo(before.link());
        assertThat(store.stream(Region.all(), 0)).hasSize(1);
        assertThatThrownBy(store::close)
                .isInstanceOfSatisfying(StoreUnavailableException.class, FailedAppendTest::requirePoisoned);
        store.close();
        assertThat(files.operations()).extracting(Operation::kind).as("nothing is written or forced again")
                .doesNotContain(OperationKind.WRITE, OperationKind.ZERO, OperationKind.FORCE, OperationKind.REPLACE);
        requireAllOrNothing(before);
    }

    private static void requirePoisoned(BatpakException refusal) {
        assertThat(refusal.code()).isEqualTo(ErrorCode.STORE_POISONED);
        assertThat(refusal).hasCauseInstanceOf(java.io.IOException.class);
    }

    /** Opens the same files again, which the failed close has given back. */
    private void requireAllOrNothing(AppendReceipt before) {
        try (Store again = open()) {
            assertThat(again.get(before.id())).isPresent();
            assertThat(again.stream(Region.all(), 0).count()).isIn(1L, 4L);
            assertThat(again.appendBatch(requests())).hasSize(3);
            assertThat(again.stream(Region.all(), 0)).hasSize(4);
            assertThat(again.verify().damages()).isEmpty();
        }
    }
}
