package io.batpak.core.check;

import static io.batpak.core.check.HandWrittenStore.FENCE_BEGIN;
import static io.batpak.core.check.HandWrittenStore.FENCE_CANCEL;
import static io.batpak.core.check.HandWrittenStore.FENCE_COMMIT;
import static io.batpak.core.check.HandWrittenStore.fenceOption;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.error.CorruptionException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.event.Region;
import io.batpak.api.verify.CheckReport;
import io.batpak.api.verify.CheckReport.Tail;
import io.batpak.testkit.FakeClock;
import io.batpak.testkit.InlineExecutor;
import io.batpak.testkit.MemoryFileSystem;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Visibility fences, by their bytes (docs/format.md 3.6): one that adds up is no damage and hides what it must; one that
 * does not is cut off behind the witness, and is damage before it.
 */
class FenceShapeTest {
    private static final Path STORE = Path.of("/store");
    private static final byte[] ID = HandWrittenStore.id(0x41);
    private static final byte[] OTHER = HandWrittenStore.id(0x42);

    private final HandWrittenStore store = new HandWrittenStore();

    FenceShapeTest() {
        store.event("order:1", "before");
        store.event("order:2", "before");
        store.note();
    }

    private CheckReport check() {
        return StoreCheckTest.check(store.files);
    }

    private static int event(HandWrittenStore store, byte[] token) {
        return store.event("order:1", "fenced", fenceOption(token));
    }

    /** Begins a fence and writes one event of each chain through it; returns the sequence of the first. */
    private static long open(HandWrittenStore store, byte[] token) {
        long first = store.next;
        store.fence(FENCE_BEGIN, token, first);
        event(store, token);
        store.event("order:2", "fenced", fenceOption(token));
        return first;
    }

    /** Writes a whole fence of two events; returns the offset of its end. */
    private static int whole(HandWrittenStore store, int end, byte[] token) {
        return store.fence(end, token, open(store, token));
    }

    private static int empty(HandWrittenStore store, int end, byte[] token) {
        store.fence(FENCE_BEGIN, token, store.next);
        return store.fence(end, token, store.next);
    }

    private static int ofABatch(HandWrittenStore store, int end) {
        store.fence(FENCE_BEGIN, ID, store.next);
        store.batch("order:1", 3, fenceOption(ID));
        return store.fence(end, ID, store.next - 3);
    }

    /** Opens a fence that goes on in the next segment, with three events in all; returns the sequence of the first. */
    private static long openOverTwoSegments(HandWrittenStore store) {
        long first = open(store, ID);
        store.seal();
        store.begin();
        event(store, ID);
        return first;
    }

    /** Fences that a store may leave, and how many events they hide. */
    enum Sound {
        COMMITTED(0, store -> whole(store, FENCE_COMMIT, ID)),
        CANCELLED(2, store -> whole(store, FENCE_CANCEL, ID)),
        CANCELLED_BEFORE_A_COMMITTED_ONE(2, store -> {
            whole(store, FENCE_CANCEL, ID);
            whole(store, FENCE_COMMIT, OTHER);
        }),
        OPEN_AT_THE_END(2, store -> open(store, ID)),
        FOLLOWED_BY_AN_EVENT(2, store -> {
            open(store, ID);
            store.event("order:1", "after");
        }),
        FOLLOWED_BY_A_BATCH(2, store -> {
            open(store, ID);
            store.batch("order:1", 2);
        }),
        FOLLOWED_BY_A_BEGIN(2, store -> {
            open(store, ID);
            whole(store, FENCE_COMMIT, OTHER);
        }),
        EMPTY_AND_COMMITTED(0, store -> empty(store, FENCE_COMMIT, ID)),
        EMPTY_AND_CANCELLED(0, store -> empty(store, FENCE_CANCEL, ID)),
        EMPTY_AND_FOLLOWED_BY_A_BEGIN(0, store -> {
            store.fence(FENCE_BEGIN, ID, store.next);
            empty(store, FENCE_COMMIT, OTHER);
        }),
        BATCH_COMMITTED(0, store -> ofABatch(store, FENCE_COMMIT)),
        BATCH_CANCELLED(3, store -> ofABatch(store, FENCE_CANCEL)),
        COMMITTED_IN_THE_NEXT_SEGMENT(0, store -> store.fence(FENCE_COMMIT, ID, openOverTwoSegments(store))),
        CANCELLED_IN_THE_NEXT_SEGMENT(3, store -> store.fence(FENCE_CANCEL, ID, openOverTwoSegments(store))),
        OPEN_IN_THE_NEXT_SEGMENT(3, FenceShapeTest::openOverTwoSegments);

        private final int hidden;
        private final Consumer<HandWrittenStore> write;

        Sound(int hidden, Consumer<HandWrittenStore> write) {
            this.hidden = hidden;
            this.write = write;
        }
    }

    @ParameterizedTest // J-7, J-12, W-141
    @EnumSource
    void soundFence_isNoDamage_andHidesWhatItDoesNotCommit(Sound fence) {
        fence.write.accept(store);
        store.note();
        store.meta();
        for (String what : new String[] {"as it is", "with a later event of its chain"}) {
            CheckReport report = check();
            assertThat(report.damages()).as(what).isEmpty();
            assertThat(report.hiddenEvents()).as(what).isEqualTo(fence.hidden);
            assertThat(report.events()).as(what).isEqualTo(store.next);
            assertThat(report.durableSequence()).as(what).isEqualTo(store.next - 1);
            assertThat(report.tail()).as(what).isEqualTo(Tail.CLEAN);
            try (Store opened = Store.open(config())) {
                assertThat(opened.stream(Region.all(), 0)).as(what).hasSize((int) store.next - fence.hidden);
            }
            store.event("order:1", "later");
            store.note();
        }
    }

    /** A fence that is none. Writing it returns where the unit begins that does not add up. */
    enum Broken {
        EVENT_WITHOUT_FENCE(store -> event(store, ID)),
        EVENT_OF_ANOTHER(store -> {
            open(store, ID);
            return event(store, OTHER);
        }),
        EVENT_OF_AN_EARLIER_ONE(store -> {
            open(store, ID);
            open(store, OTHER);
            return event(store, ID);
        }),
        EVENT_AFTER_COMMIT(store -> {
            whole(store, FENCE_COMMIT, ID);
            return event(store, ID);
        }),
        EVENT_AFTER_CANCEL(store -> {
            whole(store, FENCE_CANCEL, ID);
            return event(store, ID);
        }),
        EVENT_AFTER_ONE_WITHOUT_TOKEN(store -> {
            open(store, ID);
            store.event("order:1", "ends it");
            return event(store, ID);
        }),
        EVENT_OF_ANOTHER_IN_THE_NEXT_SEGMENT(store -> {
            openOverTwoSegments(store);
            return event(store, OTHER);
        }),
        BATCH_OF_ANOTHER(store -> {
            open(store, ID);
            return store.batch("order:1", 2, fenceOption(OTHER));
        }),
        BATCH_HALF_IN_A_FENCE(store -> {
            open(store, ID);
            int begin = store.begin(OTHER, 2);
            store.event("order:1", "in", ByteBuffer.allocate(40).put(HandWrittenStore.batchOption(OTHER, 0))
                    .put(fenceOption(ID)).array());
            store.event("order:1", "out", HandWrittenStore.batchOption(OTHER, 1));
            return begin;
        }),
        ZERO_TOKEN_IN_AN_EVENT(store -> event(store, new byte[16])),
        SHORT_TOKEN_IN_AN_EVENT(store -> {
            open(store, ID);
            byte[] options = Arrays.copyOf(fenceOption(ID), 17);
            options[1]--;
            return store.event("order:1", "AAA", options);// the payload goes on where the token is cut off
        }),
        TWO_TOKENS_IN_AN_EVENT(store -> {
            open(store, ID);
            return store.event("order:1", "x",
                    ByteBuffer.allocate(36).put(fenceOption(ID)).put(fenceOption(ID)).array());
        }),
        COMMIT_WITHOUT_BEGIN(store -> store.fence(FENCE_COMMIT, ID, store.next)),
        CANCEL_WITHOUT_BEGIN(store -> store.fence(FENCE_CANCEL, ID, store.next)),
        COMMIT_AFTER_CANCEL(store -> {
            whole(store, FENCE_CANCEL, ID);
            return store.fence(FENCE_COMMIT, ID, store.next - 2);
        }),
        COMMIT_AFTER_AN_EVENT_WITHOUT_TOKEN(store -> {
            long first = open(store, ID);
            store.event("order:1", "ends it");
            return store.fence(FENCE_COMMIT, ID, first);
        }),
        COMMIT_OF_ANOTHER(store -> store.fence(FENCE_COMMIT, OTHER, open(store, ID))),
        CANCEL_OF_ANOTHER(store -> store.fence(FENCE_CANCEL, OTHER, open(store, ID))),
        COMMIT_FROM_LATER_ON(store -> store.fence(FENCE_COMMIT, ID, open(store, ID) + 1)),
        CANCEL_FROM_EARLIER_ON(store -> store.fence(FENCE_CANCEL, ID, open(store, ID) - 1)),
        COMMIT_OF_TOO_MUCH(store -> withNext(store, whole(store, FENCE_COMMIT, ID), store.next + 1)),
        CANCEL_OF_TOO_LITTLE(store -> withNext(store, whole(store, FENCE_CANCEL, ID), store.next - 1)),
        BEGIN_WITH_TWO_SEQUENCES(store -> withNext(store, store.fence(FENCE_BEGIN, ID, store.next), store.next + 1)),
        BEGIN_FROM_LATER_ON(store -> {
            store.next++;
            return store.fence(FENCE_BEGIN, ID, store.next);
        }),
        BEGIN_IN_A_BATCH(store -> {
            int batch = store.begin(OTHER, 1);
            store.fence(FENCE_BEGIN, ID, store.next);
            return batch;
        }),
        COMMIT_IN_A_BATCH(store -> endInABatch(store, FENCE_COMMIT)),
        CANCEL_IN_A_BATCH(store -> endInABatch(store, FENCE_CANCEL)),
        ZERO_TOKEN_IN_A_BEGIN(store -> store.fence(FENCE_BEGIN, new byte[16], store.next)),
        ZERO_TOKEN_IN_A_COMMIT(store -> store.fence(FENCE_COMMIT, new byte[16], store.next)),
        RESERVED_BYTE_OF_A_BEGIN(store -> withBit(store, store.fence(FENCE_BEGIN, ID, store.next), 44)),
        RESERVED_BYTE_OF_A_COMMIT(store -> withBit(store, whole(store, FENCE_COMMIT, ID), 47)),
        PADDING_OF_A_CANCEL(store -> withBit(store, whole(store, FENCE_CANCEL, ID), 13)),
        LENGTH_OF_A_COMMIT(store -> {
            ByteBuffer commit = store.frame(FENCE_COMMIT, 64, open(store, ID));
            return store.append(commit.put(28, ID).putLong(48, store.next));
        });

        private final ToIntFunction<HandWrittenStore> write;

        Broken(ToIntFunction<HandWrittenStore> write) {
            this.write = write;
        }

        private static int withNext(HandWrittenStore store, int at, long next) {
            return store.change(at, bytes -> bytes.putLong(at + 48, next));
        }

        private static int withBit(HandWrittenStore store, int at, int field) {
            return store.change(at, bytes -> bytes.put(at + field, (byte) (bytes.get(at + field) ^ 1)));
        }

        private static int endInABatch(HandWrittenStore store, int end) {
            long first = open(store, ID);
            int batch = store.begin(OTHER, 1);
            store.fence(end, ID, first);
            return batch;
        }
    }

    @ParameterizedTest // J-7
    @EnumSource
    void brokenFence_thatWasAcknowledged_isDamage(Broken fence) {
        int at = fence.write.applyAsInt(store);
        store.note();
        store.meta();
        assertThat(check().damages()).singleElement().satisfies(damage -> {
            assertThat(damage.file()).isEqualTo(store.activeName());
            assertThat(damage.offset()).isEqualTo(at);
        });
        assertThat(catchThrowable(() -> Store.open(config()).close())).isInstanceOf(CorruptionException.class);
    }

    private StoreConfig config() {
        return StoreConfig.builder(STORE).fileSystem(MemoryFileSystem.of(STORE, store.files)).clock(new FakeClock())
                .executor(new InlineExecutor()).build();
    }

    @ParameterizedTest // J-7
    @EnumSource
    void brokenFence_behindTheWitness_isATornTail(Broken fence) {
        int at = fence.write.applyAsInt(store);
        store.meta();
        CheckReport report = check();
        assertThat(report.damages()).isEmpty();
        assertThat(report.tail()).isEqualTo(Tail.TORN);
        assertThat(report.events()).isEqualTo(store.eventsBefore(at));
        try (Store opened = Store.open(config())) {
            assertThat(opened.openReport().tailCut()).isPresent();
            assertThat(opened.openReport().events()).isEqualTo(store.eventsBefore(at));
        }
    }

    @Test // docs/format.md 3.6
    void token_thatIsUsedTwice_isDamage() {
        whole(store, FENCE_COMMIT, ID);
        int again = store.fence(FENCE_BEGIN, ID, store.next);
        store.note();
        store.meta();
        assertThat(check().damages()).singleElement().satisfies(damage -> {
            assertThat(damage.offset()).isEqualTo(again);
            assertThat(damage.message()).contains("same token");
        });
    }

    @ParameterizedTest // J-12
    @EnumSource(names = {"CANCELLED", "OPEN_AT_THE_END", "FOLLOWED_BY_AN_EVENT", "BATCH_CANCELLED"})
    void hiddenEvent_thatIsForged_breaksItsChain(Sound fence) {
        int begin = store.end();
        fence.write.accept(store);
        store.event("order:1", "later");
        store.note();
        store.meta();
        int event = store.offsets.stream().filter(at -> store.eventsBefore(at) == 2).max(Integer::compare)
                .orElseThrow();
        store.change(event, bytes -> bytes.put(event + 76, (byte) 9));
        assertThat(check().damages()).isNotEmpty().allSatisfy(damage -> {
            assertThat(damage.code()).isEqualTo(ErrorCode.CHAIN_BROKEN);
            assertThat(damage.offset()).isBetween((long) begin, (long) event);
        });
    }
}
