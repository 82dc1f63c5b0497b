package io.batpak.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.StoreProvider;
import io.batpak.api.StoreReader;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.error.CorruptionException;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Region;
import io.batpak.api.verify.CheckReport;
import io.batpak.api.verify.CheckReport.Damage;
import io.batpak.testkit.FakeClock;
import io.batpak.testkit.InlineExecutor;
import io.batpak.testkit.MemoryFileSystem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Frames whose checks hold and that are no frames of this format: whoever wrote them was not this store. What opens a
 * store and what verifies it refuse them alike, although they share no code; neither opens what the other calls damaged.
 */
class FrameShapeTest {
    private static final Path STORE = Path.of("/store");
    private static final String SEALED = "000001.seg";
    private static final String ACTIVE = "000002.seg";

    private final HandWrittenStore store = new HandWrittenStore();
    private final int seal;
    private final int activeEvent;
    private final int begin;
    private final int commit;

    FrameShapeTest() {
        store.event("order:1", "a");
        store.event("order:1", "b");
        store.batch("order:2", 2);
        seal = store.seal(); // over six frames: four bytes fill it up
        store.begin();
        activeEvent = store.event("order:1", "c");
        begin = store.batch("order:2", 2);
        commit = store.end() - 80;
        store.note();
        store.meta();
    }

    private static StoreConfig config(MemoryFileSystem files) {
        return StoreConfig.builder(STORE).fileSystem(files).clock(new FakeClock()).executor(new InlineExecutor())
                .build();
    }

    private MemoryFileSystem files() {
        return MemoryFileSystem.of(STORE, store.files);
    }

    private CheckReport check() {
        return StoreProvider.load().verify(config(files()));
    }

    @Test
    void handWrittenStore_isOpenedReadAndGoneOnWith() {
        assertThat(check().damages()).isEmpty();
        MemoryFileSystem files = files();
        AppendReceipt next;
        try (Store opened = Store.open(config(files))) {
            assertThat(opened.stream(Region.all(), 0)).extracting(Event::revision)
                    .containsExactly(0L, 1L, 0L, 1L, 2L, 2L, 3L);
            next = opened.append(Coordinate.of("order:1", "scope"), EventKind.DATA, Bytes.empty());
            assertThat(next.revision()).isEqualTo(3);
        }
        try (StoreReader reader = Store.openReadOnly(config(files))) {
            assertThat(reader.at(next.sequence()).orElseThrow().link()).isEqualTo(next.link());
            assertThat(reader.verify().damages()).isEmpty();
        }
    }

    /** A byte that is changed: counted from the frame's beginning, or from its end if negative. */
    private static Arguments changed(String what, String file, ToIntFunction<FrameShapeTest> frame, int at, int bits) {
        return Arguments.of(what, file, frame, at, bits);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                changed("padding of SEAL", SEALED, t -> t.seal, 13, 4),
                changed("filling of SEAL", SEALED, t -> t.seal, -9, 1),
                changed("filling of SEAL, its first byte", SEALED, t -> t.seal, -12, 0x80),
                changed("length at the end of SEAL", SEALED, t -> t.seal, -8, 8),
                changed("magic at the end of SEAL", SEALED, t -> t.seal, -1, 0x20),
                changed("flags of SEAL", SEALED, t -> t.seal, 14, 2),
                changed("padding of BEGIN", ACTIVE, t -> t.begin, 13, 1),
                changed("padding of COMMIT", ACTIVE, t -> t.commit, 13, 2),
                changed("padding of EVENT", ACTIVE, t -> t.activeEvent, 13, 8),
                changed("filling of EVENT", ACTIVE, t -> t.activeEvent, -1, 1),
                changed("reserved byte of EVENT", ACTIVE, t -> t.activeEvent, 81, 1),
                changed("flags of EVENT", ACTIVE, t -> t.activeEvent, 14, 1),
                changed("type of EVENT", ACTIVE, t -> t.activeEvent, 12, 5),
                changed("header length", ACTIVE, t -> 0, 12, 8),
                changed("reserved bytes of the header", ACTIVE, t -> 0, 53, 1),
                changed("reserved bytes at the end of the header", ACTIVE, t -> 0, 187, 1));
    }

    @ParameterizedTest(name = "{0}") // THR-13, docs/format.md 3
    @MethodSource("faults")
    void frame_ofAnotherShape_isRefusedByBoth(
            String what, String file, ToIntFunction<FrameShapeTest> frame, int at, int bits) {
        byte[] bytes = store.files.get(file);
        int from = frame.applyAsInt(this);
        int length = from == 0 ? 192 : ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(from + 8);
        bytes[at < 0 ? from + length + at : from + at] ^= (byte) bits;
        if (from == 0) {
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(188, HandWrittenStore.crc(bytes, 0, 188));
        } else {
            store.reseal(file, from);
        }
        requireRefused(file, from);
    }

    /** Checks that both refuse the store, and name the place, or the beginning of the batch that it is in. */
    private void requireRefused(String file, int from) {
        int unit = from == commit ? begin : from;
        assertThat(check().damages()).first().satisfies(damage -> {
            assertThat(damage.file()).isEqualTo(file);
            assertThat(damage.offset()).isEqualTo(unit);
        });
        assertThat(catchThrowable(() -> Store.open(config(files())).close()))
                .isInstanceOfSatisfying(CorruptionException.class, refusal -> {
                    assertThat(refusal.file()).isEqualTo(file);
                    assertThat(refusal.offset()).isEqualTo(unit);
                });
        try (StoreReader reader = Store.openReadOnly(config(files()))) {
            assertThat(reader.at(0).orElseThrow().payload().length()).as("what lies before can be read").isEqualTo(1);
        }
    }

    /** Option bytes that are no options. */
    enum BadOptions {
        LENGTH_IN_TWO_BYTES(0x07, 0x81, 0x00, 'x'),
        LENGTH_IN_THREE_BYTES(0x07, 0x81, 0x80, 0x00, 'x'),
        LENGTH_OF_NOTHING_IN_TWO_BYTES(0x0a, 0x80, 0x00),
        LENGTH_IN_SIX_BYTES(0x07, 0x81, 0x80, 0x80, 0x80, 0x80, 0x00, 'x'),
        LENGTH_CUT_OFF(0x07, 0x81),
        LENGTH_TOO_LARGE(0x07, 0xff, 0xff, 0xff, 0xff, 0x7f, 'x'),
        NOT_IN_ORDER(0x07, 1, 'x', 0x03, 4, 0, 0, 0, 0),
        DEPTH_OF_THREE_BYTES(0x03, 3, 0, 0, 0),
        EMPTY_TAG(0x07, 0);

        final byte[] bytes;

        BadOptions(int... values) {
            bytes = new byte[values.length];
            for (int i = 0; i < values.length; i++) {
                bytes[i] = (byte) values[i];
            }
        }
    }

    @ParameterizedTest // docs/format.md 3.3
    @EnumSource
    void options_thatAreNone_areRefusedByBoth(BadOptions options) {
        int at = store.event("order:9", "x", options.bytes);
        store.note();
        requireRefused(ACTIVE, at);
    }

    @Test
    void options_withLengthsOfTwoBytes_areTaken() {
        byte[] options = new byte[3 + 200];
        options[0] = 0x0a; // unknown, and not mandatory
        options[1] = (byte) 0xc8;
        options[2] = 1;
        store.event("order:9", "x", options);
        store.note();
        assertThat(check().damages()).isEmpty();
        Store.open(config(files())).close();
    }

    @Test // THR-75
    void seal_ofThirtyTwoBytesAtTheEndOfAFile_isNone() {
        store.append(store.frame(HandWrittenStore.SEAL, 32, store.next));
        byte[] bytes = store.files.get(ACTIVE);
        store.files.put(ACTIVE, java.util.Arrays.copyOf(bytes, store.end()));
        assertThat(check().damages()).isEmpty();
        try (Store opened = Store.open(config(files()))) {
            assertThat(opened.openReport().tailCut()).isPresent();
        }
    }

    @ParameterizedTest // THR-20
    @ValueSource(ints = {28, 36, 44, 52, 84, 88})
    void seal_thatDisagreesWithItsFrames_isRefused(int field) {
        store.files.get(SEALED)[seal + field] ^= 1;
        store.reseal(SEALED, seal);
        assertThat(check().damages()).extracting(Damage::file).contains(SEALED);
        if (field < 84) { // an open compares no table: what is read goes by the frames
            assertThat(catchThrowable(() -> Store.open(config(files())).close()))
                    .isInstanceOf(CorruptionException.class);
        }
    }
}
