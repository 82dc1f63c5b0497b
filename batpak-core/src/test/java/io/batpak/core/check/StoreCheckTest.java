package io.batpak.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.FormatVersionException;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.verify.CheckReport;
import io.batpak.api.verify.CheckReport.Damage;
import io.batpak.api.verify.CheckReport.Tail;
import io.batpak.testkit.MemoryFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The check must accept what docs/format.md describes and tell every departure from it, with file and offset. The stores
 * are written by hand, so a mistake in the core's writer cannot hide one in the check.
 */
class StoreCheckTest {
    private static final Path STORE = Path.of("/store");

    /** Two segments: one sealed, with single events, a batch and two chains; one active. Eleven events, two the store's. */
    private final HandWrittenStore store = new HandWrittenStore();

    private int firstEvent;
    private int secondEvent;
    private int batch;
    private int activeEvent;

    StoreCheckTest() {
        firstEvent = store.event("batpak:store", "opened");
        secondEvent = store.event("order:1", "a");
        store.event("order:2", "b", new byte[] {0x03, 4, 1, 0, 0, 0, 0x07, 1, 'x', 0x07, 1, 'y', 0x0a, 1, 9});
        store.note();
        batch = store.batch("order:1", 3);
        store.event("order:2", "c");
        store.seal();
        store.begin();
        activeEvent = store.event("order:1", "d");
        store.note();
        store.batch("order:2", 2);
        store.event("batpak:store", "e");
        store.note();
        store.meta();
    }

    static CheckReport check(Map<String, byte[]> files) {
        try (StoreDirectory directory = MemoryFileSystem.of(STORE, files).open(STORE, StoreAccess.READ)) {
            return StoreCheck.check(directory, name -> {
                assertThat(name).isEqualTo("sha-256");
                return new HandWrittenStore.Sha256();
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private CheckReport check() {
        return check(store.files);
    }

    private byte[] file(String name) {
        return store.files.get(name);
    }

    private static ByteBuffer le(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void assertOnly(CheckReport report, ErrorCode code, String file, long offset) {
        assertThat(report.damages()).singleElement().satisfies(damage -> {
            assertThat(damage.code()).isEqualTo(code);
            assertThat(damage.file()).isEqualTo(file);
            assertThat(damage.offset()).isEqualTo(offset);
            assertThat(damage.message()).contains(file).contains("salvage");
        });
    }

    @Test
    void check_ofSoundStore_countsAndFindsNothing() {
        CheckReport report = check();

        assertThat(report.damages()).isEmpty();
        assertThat(report.warnings()).isEmpty();
        assertThat(report.ok()).isTrue();
        assertThat(report.events()).isEqualTo(8 + 1);
        assertThat(report.systemEvents()).isEqualTo(2);
        assertThat(report.segments()).isEqualTo(2);
        assertThat(report.chains()).isEqualTo(2);
        assertThat(report.tail()).isEqualTo(Tail.CLEAN);
        assertThat(report.lastSequence()).isEqualTo(10);
        assertThat(report.durableSequence()).isEqualTo(10);
    }

    @Test
    void check_writesNothing() throws IOException {
        MemoryFileSystem memory = MemoryFileSystem.of(STORE, store.files);
        try (StoreDirectory directory = memory.open(STORE, StoreAccess.READ)) {
            StoreCheck.check(directory, name -> new HandWrittenStore.Sha256());
        }
        Map<String, byte[]> after = memory.snapshot(STORE);
        assertThat(after.keySet()).isEqualTo(store.files.keySet());
        after.forEach((name, bytes) -> assertThat(bytes).isEqualTo(store.files.get(name)));
    }

    // Each bit of a segment before the end of the log is covered by some check (D-25, INV-DIR-02).
    @ParameterizedTest
    @ValueSource(strings = {"000001.seg", "000002.seg", "store.meta"})
    void check_ofEachFlippedBit_isDamageAtOrBeforeIt(String name) {
        byte[] bytes = file(name);
        int end = name.equals("000002.seg") ? store.end() : bytes.length;
        for (int bit = 0; bit < 8 * end; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            CheckReport report = check();
            int flipped = bit;
            assertThat(report.damages()).as("bit %d of %s", bit, name).singleElement().satisfies(damage -> {
                assertThat(damage.file()).isEqualTo(name);
                assertThat(damage.offset()).isBetween(0L, (long) flipped / 8);
            });
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void check_ofEachFlippedBitBehindTheLog_isATornTail() {
        byte[] bytes = file("000002.seg");
        for (int bit = 8 * store.end(); bit < 8 * bytes.length; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            CheckReport report = check();
            assertThat(report.ok()).as("bit %d", bit).isTrue();
            assertThat(report.tail()).isEqualTo(Tail.TORN);
            assertThat(report.lastSequence()).isEqualTo(10);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    // THR: damage in a witness is a warning; the other slot and the frames still speak (4a (6)).
    @Test
    void check_ofEachFlippedBitOfASlot_isAWarning() {
        byte[] bytes = file("frontier");
        for (int bit = 0; bit < 8 * 8192; bit += bit % (8 * 4096) < 8 * 84 ? 1 : 997) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            CheckReport report = check();
            assertThat(report.ok()).as("bit %d", bit).isTrue();
            boolean inSlot = bit / 8 % 4096 < 84;
            assertThat(report.warnings()).as("bit %d", bit).hasSize(inSlot ? 1 : 0);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void check_ofDamagedFrameInSealedSegment_tellsTheLostEventAndNothingElse() {
        file("000001.seg")[secondEvent + 110] ^= 1;
        CheckReport report = check();

        assertOnly(report, ErrorCode.FRAME_DAMAGED, "000001.seg", secondEvent);
        assertThat(report.damages().get(0).sequence()).hasValue(1);
        assertThat(report.events()).isEqualTo(8);
        assertThat(report.lastSequence()).isEqualTo(10);
    }

    @Test
    void check_ofDamagedFrameHeader_tellsTheLostEventByWhatFollows() {
        file("000001.seg")[secondEvent + 9] ^= 1;
        CheckReport report = check();

        assertOnly(report, ErrorCode.FRAME_DAMAGED, "000001.seg", secondEvent);
        assertThat(report.damages().get(0).sequence()).hasValue(1);
    }

    @Test
    void check_ofManyLostFrames_isOneDamage() {
        byte[] bytes = file("000001.seg");
        Arrays.fill(bytes, secondEvent, bytes.length - 200, (byte) 0x55);
        assertThat(check().damages()).hasSize(1);
    }

    // D-24: P < W, and the offset is that of the unit.
    @Test
    void check_ofDamagedActiveSegment_isDamageOfDurableData() {
        byte[] bytes = file("000002.seg");
        bytes[activeEvent + 40] ^= 1;
        assertOnly(check(), ErrorCode.DURABLE_DATA_DAMAGED, "000002.seg", activeEvent);
    }

    @Test
    void check_ofDamageWitnessedByALaterFrameOnly_isDamage() {
        store.files.remove("frontier");
        file("000002.seg")[activeEvent + 40] ^= 1;
        CheckReport report = check();
        assertOnly(report, ErrorCode.DURABLE_DATA_DAMAGED, "000002.seg", activeEvent);
        assertThat(report.warnings()).singleElement().asString().contains("frontier");
    }

    @Test
    void check_withoutNotes_knowsOfDurabilityFromFrames() {
        store.files.put("frontier", new byte[8192]);
        CheckReport report = check();
        assertThat(report.ok()).isTrue();
        assertThat(report.durableSequence()).isEqualTo(7);
        assertThat(report.warnings()).hasSize(1);
    }

    // D-24: P >= W. A batch without its COMMIT was never acknowledged (BATCH-03).
    @Test
    void check_ofUnfinishedBatchBehindTheWitness_isATornTail() {
        int begin = store.batch("order:3", 4);
        Arrays.fill(file("000002.seg"), store.end() - 80, store.end(), (byte) 0);
        CheckReport report = check();

        assertThat(report.ok()).isTrue();
        assertThat(report.tail()).isEqualTo(Tail.TORN);
        assertThat(report.lastSequence()).isEqualTo(10);
        assertThat(report.events()).isEqualTo(9);
        assertThat(report.chains()).isEqualTo(2);
        assertThat(begin).isPositive();
    }

    @Test
    void check_ofWholeUnitsBehindTheWitness_countsThem() {
        store.batch("order:3", 4);
        CheckReport report = check();
        assertThat(report.ok()).isTrue();
        assertThat(report.lastSequence()).isEqualTo(14);
        assertThat(report.durableSequence()).isEqualTo(10);
        assertThat(report.tail()).isEqualTo(Tail.CLEAN);
    }

    @Test
    void check_ofCutActiveSegment_isDamageWhereTheLogStops() {
        byte[] bytes = file("000002.seg");
        store.files.put("000002.seg", Arrays.copyOf(bytes, activeEvent));
        assertOnly(check(), ErrorCode.DURABLE_DATA_DAMAGED, "000002.seg", activeEvent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"000001.seg", "000002.seg", "store.meta", "frontier"})
    void check_ofFilesCutAnywhere_throwsNothing(String name) {
        byte[] bytes = file(name);
        for (int length = 0; length < bytes.length; length += name.equals("frontier") ? 61 : 1) {
            Map<String, byte[]> files = new HashMap<>(store.files);
            files.put(name, Arrays.copyOf(bytes, length));
            CheckReport report = check(files);
            boolean harmless = name.equals("frontier") || name.equals("000002.seg") && length >= store.end();
            assertThat(report.ok()).as("%s cut to %d", name, length).isEqualTo(harmless);
        }
    }

    @Test
    void check_behindACleanClose_warnsOfStrayBytesOnly() {
        store.closeCleanly();
        file("000002.seg")[store.end() + 17] ^= 1;
        CheckReport report = check();
        assertThat(report.ok()).isTrue();
        assertThat(report.tail()).isEqualTo(Tail.CLEAN);
        assertThat(report.warnings()).singleElement().asString().contains("000002.seg");
    }

    @Test
    void check_ofCleanCloseOfAnotherSession_doesNotEndTheLog() {
        store.closeCleanly();
        le(file("store.meta")).putLong(32, 5);
        le(file("store.meta")).putInt(file("store.meta").length - 4,
                HandWrittenStore.crc(file("store.meta"), 0, file("store.meta").length - 4));
        file("000002.seg")[store.end() + 17] ^= 1;
        assertThat(check().tail()).isEqualTo(Tail.TORN);
    }

    @Test
    void check_ofLogThatEndsWithASealedSegment_isSound() {
        store.seal();
        assertThat(check().damages()).isEmpty();
        store.meta();
        assertThat(check().damages()).isEmpty();
        store.raiseGeneration();
        store.begin();
        assertThat(check().damages()).isEmpty();
    }

    @Test
    void check_ofMissingSegments_namesThem() {
        store.files.remove("000001.seg");
        assertOnly(check(), ErrorCode.SEGMENT_MISSING, "000001.seg", 0);
    }

    @Test
    void check_ofMissingLastSegment_namesIt() {
        store.files.remove("000002.seg");
        assertOnly(check(), ErrorCode.SEGMENT_MISSING, "000002.seg", 0);
    }

    @Test
    void check_ofSlotThatNamesAnAbsentSegment_isDamage() {
        store.seal();
        store.note(3, 192, 0);
        assertOnly(check(), ErrorCode.SEGMENT_MISSING, "000003.seg", 0);
    }

    @Test
    void check_withoutMeta_goesByTheHeaders() {
        store.files.remove("store.meta");
        CheckReport report = check();
        assertOnly(report, ErrorCode.META_DAMAGED, "store.meta", 0);
        assertThat(report.events()).isEqualTo(9);
    }

    @Test
    void check_ofForeignAndUnknownNames_isDamageAndWarning() {
        for (String ours : new String[] {"lock", "000003.seg.new", "store.meta.new", "frontier.new"}) {
            store.files.put(ours, new byte[3]);
        }
        assertThat(check().warnings()).isEmpty();
        store.files.put("notes.txt", new byte[3]);
        assertThat(check().ok()).isTrue();
        assertThat(check().warnings()).hasSize(1);
        store.files.put("1.seg", new byte[3]);
        assertOnly(check(), ErrorCode.FOREIGN_FILE, "1.seg", 0);
    }

    @Test
    void check_ofSegmentUnderAnothersName_isOneDamage() {
        store.files.put("000002.seg", file("000001.seg").clone());
        assertOnly(check(), ErrorCode.SEGMENT_DAMAGED, "000002.seg", 0);
    }

    @Test
    void check_ofOtherVersion_isRefused() {
        byte[] bytes = file("000001.seg");
        le(bytes).putInt(8, 2);
        le(bytes).putInt(188, HandWrittenStore.crc(bytes, 0, 188));
        assertThatThrownBy(this::check).isInstanceOf(FormatVersionException.class).hasMessageContaining("000001.seg");
    }

    // What checks out frame by frame and still contradicts itself.
    @Test
    void check_ofForgedPayload_breaksChainBatchOrDigest() {
        file("000001.seg")[batch + 48 + 142] ^= 1;
        store.reseal("000001.seg", batch + 48);
        CheckReport report = check();
        assertThat(report.damages()).extracting(Damage::code).contains(ErrorCode.CHAIN_BROKEN,
                ErrorCode.SEGMENT_DAMAGED);
        assertThat(report.damages()).allMatch(d -> d.offset() <= batch + 48 + 142);
    }

    @Test
    void check_ofForgedLink_isTold() {
        file("000002.seg")[activeEvent + 50] ^= 1;
        store.reseal("000002.seg", activeEvent);
        CheckReport report = check();
        assertThat(report.damages()).extracting(Damage::code).containsOnly(ErrorCode.CHAIN_BROKEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 28, 36, 40, 76, 90})
    void check_ofForgedField_isTold(int field) {
        byte[] bytes = file("000002.seg");
        bytes[activeEvent + field] += 64;
        store.reseal("000002.seg", activeEvent);
        store.event("order:1", "after");
        byte[] longer = file("000002.seg");
        System.arraycopy(bytes, 0, longer, 0, activeEvent + 100);
        assertThat(check().ok()).isFalse();
    }

    @Test
    void check_ofDuplicateEventId_isTold() {
        byte[] bytes = file("000002.seg");
        System.arraycopy(file("000001.seg"), firstEvent + 90, bytes, activeEvent + 90, 16);
        store.reseal("000002.seg", activeEvent);
        assertThat(check().damages()).extracting(Damage::message).anyMatch(m -> m.contains("same id"));
    }

    @Test
    void check_ofUnknownMandatoryOption_isUnsupported() {
        int at = store.event("order:9", "x", new byte[] {(byte) 0xb0, 0});
        assertOnly(check(), ErrorCode.FORMAT_UNSUPPORTED, "000002.seg", at);
    }

    @Test
    void check_ofMalformedOptions_isDamage() {
        byte[][] bad = {{0x03, 3, 0, 0, 0}, {0x07, 1, 'x', 0x03, 4, 0, 0, 0, 0}, {0x07, 0}, {0x07, 9, 'x'},
            {0x01, 1, 1},
            {0x07, (byte) 0x80}, {0x09, 1, 0}, {0x09, 2, 1, 0}, {0x07, 1, (byte) 0xc3}};
        for (byte[] options : bad) {
            StoreCheckTest fresh = new StoreCheckTest();
            int at = fresh.store.event("order:9", "x", options);
            fresh.store.note();
            assertOnly(fresh.check(), ErrorCode.DURABLE_DATA_DAMAGED, "000002.seg", at);
        }
    }

    @Test
    void check_ofMemberWithoutBatch_isTold() {
        int at = store.event("order:1", "x", HandWrittenStore.batchOption(HandWrittenStore.id(1), 0));
        store.note();
        assertOnly(check(), ErrorCode.CHAIN_BROKEN, "000002.seg", at);
    }

    @Test
    void check_ofEventAmidABatch_isTold() {
        int begin = store.begin(HandWrittenStore.id(1), 2);
        store.event("order:1", "x");
        store.note();
        assertOnly(check(), ErrorCode.CHAIN_BROKEN, "000002.seg", begin);
    }

    @Test
    void check_ofRegressingGeneration_isTold() {
        byte[] bytes = file("000001.seg");
        le(bytes).putInt(48, 3);
        le(bytes).putInt(188, HandWrittenStore.crc(bytes, 0, 188));
        assertOnly(check(), ErrorCode.SEGMENT_DAMAGED, "000002.seg", 0);
    }

    @Test
    void check_ofSegmentThatTheCatalogueDescribesOtherwise_isTold() {
        byte[] meta = file("store.meta");
        meta[192 + 40] ^= 1;
        le(meta).putInt(meta.length - 4, HandWrittenStore.crc(meta, 0, meta.length - 4));
        assertOnly(check(), ErrorCode.SEGMENT_DAMAGED, "000001.seg", 0);
    }

    @Test
    void check_ofFramesSwappedOrMoved_isDamage() {
        byte[] bytes = file("000001.seg");
        int length = le(bytes).getInt(firstEvent + 8);
        System.arraycopy(bytes, firstEvent, bytes, secondEvent, length);
        assertThat(check().ok()).isFalse();
    }

    @Test
    void check_ofEmptyDirectory_findsNothing() {
        CheckReport report = check(Map.of());
        assertThat(report.ok()).isTrue();
        assertThat(report.lastSequence()).isEqualTo(-1);
        assertThat(report.durableSequence()).isEqualTo(-1);
    }
}
