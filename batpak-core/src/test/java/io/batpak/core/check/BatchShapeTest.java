package io.batpak.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.StoreProvider;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.error.CorruptionException;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Region;
import io.batpak.testkit.FakeClock;
import io.batpak.testkit.InlineExecutor;
import io.batpak.testkit.MemoryFileSystem;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Batches that do not add up, of frames that are sound: behind the witness they are cut off and swallow nothing, before
 * it they are damage; the open and the check agree (THR-24 to THR-27).
 */
class BatchShapeTest {
    private static final Path STORE = Path.of("/store");
    private static final byte[] ID = HandWrittenStore.id(0x41);
    private static final byte[] OTHER = HandWrittenStore.id(0x42);

    /** A batch that is none. */
    enum Broken {
        COUNT_OF_ZERO { // THR-24
            @Override
            void write(HandWrittenStore store) {
                store.begin(ID, 0);
                commit(store, ID, 0, store.next);
            }
        },
        NEGATIVE_COUNT { // THR-24
            @Override
            void write(HandWrittenStore store) {
                store.begin(ID, -1);
            }
        },
        ABSURD_COUNT { // THR-24
            @Override
            void write(HandWrittenStore store) {
                store.begin(ID, 1_000_001);
                member(store, ID, 0);
            }
        },
        COMMIT_WITHOUT_BEGIN { // THR-25
            @Override
            void write(HandWrittenStore store) {
                commit(store, ID, 1, store.next);
                store.event("order:1", "swallowed");
            }
        },
        BEGIN_WITHOUT_COMMIT { // THR-26
            @Override
            void write(HandWrittenStore store) {
                store.begin(ID, 2);
                store.event("order:1", "swallowed");
            }
        },
        BEGIN_AFTER_BEGIN { // THR-26
            @Override
            void write(HandWrittenStore store) {
                store.begin(ID, 1);
                store.begin(OTHER, 1);
                member(store, OTHER, 0);
                commit(store, OTHER, 1, store.next - 1);
            }
        },
        TOO_FEW { // THR-27
            @Override
            void write(HandWrittenStore store) {
                store.begin(ID, 2);
                member(store, ID, 0);
                commit(store, ID, 2, store.next - 1);
            }
        },
        TOO_MANY { // THR-27
            @Override
            void write(HandWrittenStore store) {
                store.begin(ID, 1);
                member(store, ID, 0);
                member(store, ID, 1);
                commit(store, ID, 1, store.next - 2);
            }
        },
        WRONG_ORDER { // THR-27
            @Override
            void write(HandWrittenStore store) {
                store.begin(ID, 2);
                member(store, ID, 1);
                member(store, ID, 0);
                commit(store, ID, 2, store.next - 2);
            }
        },
        MEMBER_OF_ANOTHER { // THR-27
            @Override
            void write(HandWrittenStore store) {
                store.begin(ID, 1);
                member(store, OTHER, 0);
                commit(store, ID, 1, store.next - 1);
            }
        },
        COMMIT_OF_ANOTHER { // THR-27
            @Override
            void write(HandWrittenStore store) {
                store.begin(ID, 1);
                member(store, ID, 0);
                commit(store, OTHER, 1, store.next - 1);
            }
        };

        abstract void write(HandWrittenStore store);

        static void member(HandWrittenStore store, byte[] batch, int index) {
            store.event("order:2", "member", HandWrittenStore.batchOption(batch, index));
        }

        static void commit(HandWrittenStore store, byte[] batch, int count, long first) {
            ByteBuffer commit = store.frame(HandWrittenStore.COMMIT, 80, first);
            store.append(commit.put(28, batch).putInt(44, count));
        }
    }

    private final HandWrittenStore store = new HandWrittenStore();
    private final MemoryFileSystem files = new MemoryFileSystem();

    private void make(Broken broken, boolean noted) {
        store.event("order:1", "before");
        store.batch("order:2", 2);
        store.note();
        broken.write(store);
        if (noted) {
            store.note();
        }
        store.meta();
        files.load(STORE, store.files);
    }

    private StoreConfig config() {
        return StoreConfig.builder(STORE).fileSystem(files).clock(new FakeClock()).executor(new InlineExecutor())
                .build();
    }

    @ParameterizedTest // THR-24, THR-25, THR-26, THR-27, J-4
    @EnumSource
    void brokenBatch_thatWasAcknowledged_isRefused(Broken broken) {
        make(broken, true);
        assertThat(StoreProvider.load().verify(config()).damages()).first()
                .satisfies(damage -> assertThat(damage.offset()).isBetween(500L, (long) store.end()));
        assertThat(catchThrowable(() -> Store.open(config()).close())).isInstanceOf(CorruptionException.class);
    }

    @ParameterizedTest // THR-24, THR-25, THR-26, THR-27, J-4
    @EnumSource
    void brokenBatch_behindTheWitness_isCutOff_andTakesNothingWithIt(Broken broken) {
        make(broken, false);
        assertThat(StoreProvider.load().verify(config()).damages()).isEmpty();
        try (Store opened = Store.open(config())) {
            assertThat(opened.openReport().tailCut()).isPresent();
            assertThat(opened.openReport().events()).isEqualTo(3);
            assertThat(opened.appendBatch(List.of(request("order:1"), request("order:2"))))
                    .extracting(r -> r.revision())
                    .containsExactly(1L, 2L);
        }
        try (Store again = Store.open(config())) {
            assertThat(again.stream(Region.all(), 0)).extracting(Event::revision).containsExactly(0L, 0L, 1L, 1L, 2L);
            assertThat(again.verify().damages()).isEmpty();
        }
    }

    private static AppendRequest request(String entity) {
        return AppendRequest.ofBytes(Coordinate.of(entity, "scope"), EventKind.DATA, Bytes.empty());
    }
}
