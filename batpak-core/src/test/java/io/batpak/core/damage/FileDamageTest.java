package io.batpak.core.damage;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.error.CorruptionException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.verify.CheckReport;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole files that are cut, swapped, deleted, doubled or another store's: an open for writing names the file and changes
 * nothing, verify names it too, and reading never answers wrongly (THR-14, THR-15, W-085).
 */
class FileDamageTest {
    private static final SampleStore STORE = SampleStore.closed();
    private static final SampleStore FOREIGN = SampleStore.foreign();

    private final Judge judge = new Judge(STORE);
    private final Map<String, byte[]> files = STORE.copy();

    private CorruptionException requireNamed(String file, ErrorCode... codes) {
        CorruptionException refusal = judge.requireRefused(files);
        assertThat(refusal.file()).isEqualTo(file);
        assertThat(List.of(codes)).contains(refusal.code());
        assertThat(refusal).hasMessageContaining(file);
        CheckReport check = judge.check(files);
        assertThat(check.damages()).extracting(CheckReport.Damage::file).contains(file);
        judge.requireNeverWrong(files);
        return refusal;
    }

    @ParameterizedTest // THR-11, THR-12
    @ValueSource(strings = {"000001.seg", "000002.seg"})
    void sealedSegment_cutAnywhere_isNamedWithWhere(String name) {
        byte[] whole = files.get(name);
        for (int length = 0; length < whole.length; length += 8) {
            files.put(name, Arrays.copyOf(whole, length));
            assertThat(requireNamed(name, ErrorCode.SEGMENT_DAMAGED, ErrorCode.FRAME_DAMAGED).offset())
                    .isLessThanOrEqualTo(length);
        }
    }

    @Test // THR-10, THR-12
    void activeSegment_cutBelowItsEnd_isNamedWithWhere() {
        byte[] whole = files.get("000003.seg");
        int end = endOf("000003.seg");
        for (int length = 0; length < end; length += 8) {
            files.put("000003.seg", Arrays.copyOf(whole, length));
            assertThat(requireNamed("000003.seg", ErrorCode.SEGMENT_DAMAGED, ErrorCode.DURABLE_DATA_DAMAGED).offset())
                    .isLessThanOrEqualTo(length);
        }
        files.put("000003.seg", Arrays.copyOf(whole, end)); // the zeros behind it may go
        judge.requireOpens(files, STORE.events().size());
    }

    private static int endOf(String segment) {
        return Layout.of(STORE).stream().filter(r -> r.file().equals(segment) && r.part() == Part.ZERO_TAIL)
                .mapToInt(Layout.Run::from).findFirst().orElseThrow();
    }

    @Test
    void meta_cutAnywhere_isNamed() {
        byte[] whole = files.get("store.meta");
        for (int length = 0; length < whole.length; length += 8) {
            files.put("store.meta", Arrays.copyOf(whole, length));
            assertThat(judge.requireRefused(files).code()).isEqualTo(ErrorCode.META_DAMAGED);
            judge.requireUnreadable(files);
            assertThat(judge.check(files).damages()).extracting(CheckReport.Damage::file).contains("store.meta");
        }
    }

    @Test
    void frontier_cutAnywhereOrGone_losesNothing() {
        byte[] whole = files.remove("frontier");
        judge.requireReadable(files, STORE.events().size(), Set.of());
        judge.requireOpens(files, STORE.events().size());
        for (int length = 0; length < whole.length; length += 511) {
            files.put("frontier", Arrays.copyOf(whole, length));
            judge.requireReadable(files, STORE.events().size(), Set.of());
            judge.requireOpens(files, STORE.events().size());
        }
    }

    @Test
    void meta_gone_isNamed() {
        files.remove("store.meta");
        CorruptionException refusal = judge.requireRefused(files);
        assertThat(refusal.code()).isEqualTo(ErrorCode.META_DAMAGED);
        assertThat(refusal.file()).isEqualTo("store.meta");
        judge.requireUnreadable(files);
        assertThat(judge.check(files).ok()).isFalse();
    }

    @ParameterizedTest // SEG-09, THR-15, THR-16
    @ValueSource(strings = {"000001.seg", "000002.seg", "000003.seg"})
    void segment_gone_isNamed(String name) {
        files.remove(name);
        requireNamed(name, ErrorCode.SEGMENT_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"000001.seg", "000002.seg", "000003.seg"})
    void segment_ofAnotherStore_isNamed(String name) {
        files.put(name, FOREIGN.files().get(name));
        requireNamed(name, ErrorCode.SEGMENT_DAMAGED);
    }

    @Test
    void segments_swapped_areNamed() {
        Map<String, byte[]> swapped = new TreeMap<>(files);
        files.put("000001.seg", swapped.get("000002.seg"));
        files.put("000002.seg", swapped.get("000001.seg"));
        requireNamed("000001.seg", ErrorCode.SEGMENT_DAMAGED);
    }

    @Test // SEG-09, THR-14
    void segment_doubledBehindTheLast_isNamed() {
        files.put("000004.seg", files.get("000002.seg"));
        requireNamed("000004.seg", ErrorCode.SEGMENT_DAMAGED);
    }

    @ParameterizedTest // SEG-09, THR-17
    @ValueSource(strings = {"000001.seg", "000002.seg", "000003.seg"})
    void segment_inAnOlderCopy_isNamed(String name) {
        byte[] now = files.get(name);
        List<Layout.Run> frames = Layout.of(STORE).stream()
                .filter(r -> r.file().equals(name) && r.part() != Part.ZERO_TAIL).toList();
        for (Layout.Run last : frames.subList(1, frames.size())) { // as it was before that frame was written
            byte[] older = Arrays.copyOf(now, Math.max(now.length, 4_096));
            Arrays.fill(older, last.from(), older.length, (byte) 0);
            files.put(name, older);
            requireNamed(name, ErrorCode.FRAME_DAMAGED, ErrorCode.DURABLE_DATA_DAMAGED);
        }
    }

    @ParameterizedTest // THR-21
    @ValueSource(strings = {"000001.seg", "000002.seg"})
    void bytesBehindASealRecord_areNamed(String name) {
        byte[] now = files.get(name);
        for (int more : new int[] {1, 8, 200}) {
            byte[] longer = Arrays.copyOf(now, now.length + more);
            files.put(name, longer);
            requireNamed(name, ErrorCode.SEGMENT_DAMAGED);
            longer[now.length + more - 1] = 7;
            requireNamed(name, ErrorCode.SEGMENT_DAMAGED);
        }
    }

    @Test
    void frame_copiedToAnotherPlace_isNotBelieved() {
        byte[] segment = files.get("000001.seg");
        List<Layout.Run> events = Layout.of(STORE).stream()
                .filter(r -> r.file().equals("000001.seg") && r.part() == Part.SEALED_EVENT).toList();
        Layout.Run target = events.get(3);
        Layout.Run source = events.stream()
                .filter(r -> r.length() == target.length() && r != target).findFirst().orElseThrow();
        System.arraycopy(segment, source.from(), segment, target.from(), target.length());
        requireNamed("000001.seg", ErrorCode.FRAME_DAMAGED); // docs/format.md 3.2
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.seg", "copy of 000001.seg", "000000.seg", "x.seg"})
    void fileThatLooksLikeASegment_isNamed(String name) {
        files.put(name, files.get("000001.seg"));
        CorruptionException refusal = judge.requireRefused(files);
        assertThat(refusal.code()).isEqualTo(ErrorCode.FOREIGN_FILE);
        assertThat(refusal.file()).isEqualTo(name);
        assertThat(judge.check(files).damages()).extracting(CheckReport.Damage::file).contains(name);
        judge.requireReadable(files, STORE.events().size(), Set.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.txt", "000004.seg.new", "store.meta.new", "frontier.new"})
    void otherFiles_harmNothing(String name) {
        files.put(name, new byte[] {1, 2, 3});
        judge.requireReadable(files, STORE.events().size(), Set.of());
        judge.requireOpens(files, STORE.events().size());
        assertThat(judge.check(files).ok()).isTrue();
    }

    @Test
    void metaAndFrontier_ofAnotherStore_areRefused() {
        files.put("frontier", FOREIGN.files().get("frontier"));
        judge.requireOpens(files, STORE.events().size()); // witnesses of another lineage witness nothing
        files.put("store.meta", FOREIGN.files().get("store.meta"));
        assertThat(judge.requireRefused(files).code()).isEqualTo(ErrorCode.SEGMENT_DAMAGED);
        assertThat(judge.check(files).ok()).isFalse();
        judge.requireNeverWrong(files);
    }
}
