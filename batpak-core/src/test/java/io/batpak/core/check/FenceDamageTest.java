package io.batpak.core.check;

import static io.batpak.core.check.HandWrittenStore.FENCE_BEGIN;
import static io.batpak.core.check.HandWrittenStore.FENCE_CANCEL;
import static io.batpak.core.check.HandWrittenStore.FENCE_COMMIT;
import static io.batpak.core.check.HandWrittenStore.fenceOption;
import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.error.ErrorCode;
import io.batpak.api.verify.CheckReport;
import io.batpak.api.verify.CheckReport.Damage;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damage in and around visibility fences: a hole is told once, wherever it begins and ends, and what comes behind it is
 * believed; an end that was never acknowledged is no damage.
 */
class FenceDamageTest {
    private static final byte[] FIRST = HandWrittenStore.id(0x41);
    private static final byte[] SECOND = HandWrittenStore.id(0x42);
    private static final byte[] THIRD = HandWrittenStore.id(0x43);

    private final HandWrittenStore store = new HandWrittenStore();
    private int[] sealedFrames = {};
    private int firstCommit;

    /** A committed fence, one that is left unfinished, and one that goes on in the next segment and is cancelled there. */
    @BeforeEach
    void write() {
        store.event("order:1", "before");
        long first = store.next;
        store.fence(FENCE_BEGIN, FIRST, first);
        event(FIRST);
        store.batch("order:1", 2, fenceOption(FIRST));
        firstCommit = store.fence(FENCE_COMMIT, FIRST, first);
        store.fence(FENCE_BEGIN, SECOND, store.next);
        event(SECOND);
        first = store.next;
        store.event("order:1", "between");
        store.fence(FENCE_BEGIN, THIRD, store.next);
        store.batch("order:2", 2, fenceOption(THIRD));
        store.note();
        store.seal();
        sealedFrames = store.offsets.stream().mapToInt(at -> at).toArray();
        store.begin();
        event(THIRD);
        store.fence(FENCE_CANCEL, THIRD, first + 1);
        store.event("order:2", "after");
        store.note();
        store.meta();
    }

    private int event(byte[] token) {
        return store.event("order:1", "fenced", fenceOption(token));
    }

    private CheckReport check() {
        return StoreCheckTest.check(store.files);
    }

    @Test
    void fences_asWritten_areSound() {
        assertThat(check().damages()).isEmpty();
        assertThat(check().hiddenEvents()).isEqualTo(1 + 3);
    }

    @ParameterizedTest // D-25
    @ValueSource(strings = {"000001.seg", "000002.seg"})
    void eachFlippedBit_isOneDamageAtOrBeforeIt(String name) {
        byte[] bytes = store.files.get(name);
        int end = name.equals(store.activeName()) ? store.end() : bytes.length;
        for (int bit = 0; bit < 8 * end; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            long flipped = bit / 8;
            assertThat(check().damages()).as("bit %d of %s", bit, name).singleElement().satisfies(damage -> {
                assertThat(damage.file()).isEqualTo(name);
                assertThat(damage.offset()).isBetween(0L, flipped);
            });
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void eachHole_isOneDamage() {
        byte[] whole = store.files.get("000001.seg");
        for (int from = 0; from < sealedFrames.length; from++) {
            for (int to = from + 1; to < sealedFrames.length; to++) {
                byte[] holed = whole.clone();
                Arrays.fill(holed, sealedFrames[from], sealedFrames[to], (byte) 0x55);
                store.files.put("000001.seg", holed);
                long hole = sealedFrames[from];
                assertThat(check().damages()).as("frames %d to %d", from, to).singleElement().satisfies(damage -> {
                    assertThat(damage.code()).isEqualTo(ErrorCode.FRAME_DAMAGED);
                    assertThat(damage.offset()).isEqualTo(hole);
                });
            }
        }
    }

    @Test
    void missingSegment_inWhichAFenceBegan_isOneDamage() {
        store.files.remove("000001.seg");
        assertThat(check().damages()).singleElement()
                .satisfies(damage -> assertThat(damage.code()).isEqualTo(ErrorCode.SEGMENT_MISSING));
    }

    @Test // J-7
    void fenceWhoseCommitIsLost_isHidden_andOneWhoseBeginIsLostIsNot() {
        byte[] bytes = store.files.get("000001.seg");
        bytes[sealedFrames[1] + 30] ^= 1;
        assertThat(check().hiddenEvents()).isEqualTo(1 + 3);
        bytes[sealedFrames[1] + 30] ^= 1;
        bytes[firstCommit + 30] ^= 1;
        assertThat(check().hiddenEvents()).isEqualTo(3 + 1 + 3);
    }

    @Test
    void fence_behindAHole_mustNotContradictItself() {
        byte[] token = HandWrittenStore.id(0x44);
        int lost = store.fence(FENCE_BEGIN, token, store.next);
        event(token);
        int end = store.fence(FENCE_COMMIT, token, store.next + 1);
        store.note();
        store.files.get(store.activeName())[lost + 30] ^= 1;
        assertThat(check().damages()).extracting(Damage::offset).containsExactly((long) lost, (long) end);
    }

    @Test
    void fence_behindAHoleAndAnEvent_isBelievedNoMore() {
        int lost = store.fence(FENCE_BEGIN, HandWrittenStore.id(0x44), store.next);
        store.event("order:1", "no fence is open here");
        int stray = event(HandWrittenStore.id(0x44));
        store.note();
        store.files.get(store.activeName())[lost + 30] ^= 1;
        assertThat(check().damages()).extracting(Damage::offset).containsExactly((long) lost, (long) stray);
    }

    @Test // J-7
    void commit_ofAFenceThatIsLost_leavesTheOneBeforeHidden() {
        store.fence(FENCE_BEGIN, HandWrittenStore.id(0x44), store.next);
        event(HandWrittenStore.id(0x44));
        int lost = store.fence(FENCE_BEGIN, HandWrittenStore.id(0x45), store.next);
        store.fence(FENCE_COMMIT, HandWrittenStore.id(0x45), store.next);
        store.note();
        store.files.get(store.activeName())[lost + 30] ^= 1;
        assertThat(check().damages()).hasSize(1);
        assertThat(check().hiddenEvents()).isEqualTo(4 + 1);
    }

    @Test // J-7
    void tornEnd_withinAFence_isNoDamage_andHidesWhatIsWhole() {
        NavigableMap<Integer, Long> hiddenUpTo = new TreeMap<>();
        byte[] token = HandWrittenStore.id(0x44);
        long first = store.next;
        hiddenUpTo.put(store.end(), 4L);
        store.fence(FENCE_BEGIN, token, first);
        hiddenUpTo.put(store.end(), 4L);
        event(token);
        hiddenUpTo.put(store.end(), 5L);
        store.batch("order:2", 2, fenceOption(token));
        hiddenUpTo.put(store.end(), 7L);
        event(token);
        hiddenUpTo.put(store.end(), 8L);
        store.fence(FENCE_COMMIT, token, first);
        hiddenUpTo.put(store.end(), 4L);
        byte[] whole = store.files.get(store.activeName());
        for (int cut = store.forced; cut <= store.end(); cut++) {
            byte[] torn = Arrays.copyOf(Arrays.copyOf(whole, cut), whole.length);
            store.files.put(store.activeName(), torn);
            int same = Arrays.mismatch(torn, whole) < 0 ? store.end() : Arrays.mismatch(torn, whole);
            CheckReport report = check();
            assertThat(report.damages()).as("cut at %d", cut).isEmpty();
            assertThat(report.hiddenEvents()).as("cut at %d", cut).isEqualTo(hiddenUpTo.floorEntry(same).getValue());
        }
    }
}
