package io.batpak.core.damage;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.error.CorruptionException;
import io.batpak.api.verify.CheckReport;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every bit of a store is flipped, one at a time, and the store opened, read and checked; {@link Part} says beforehand
 * what must come of it (W-085, THR-13, THR-19, THR-27, DESIGN 3.5). In the daily run: every bit of one run of each part, elsewhere one bit of
 * every byte or of a sample of them.
 */
class BitFlipTest {
    /** By part and message, so that one fault does not hide the others. */
    private final Map<String, String> failures = new java.util.TreeMap<>();
    private int flips;

    @Test
    void flippedBits_ofAClosedStore_leadToWhatTheTableSays() {
        flipSome(SampleStore.closed(), true);
    }

    @Test
    void flippedBits_ofAnAbandonedStore_leadToWhatTheTableSays() {
        flipSome(SampleStore.abandoned(), false);
    }

    @Test
    @Tag("long")
    void everyBit_ofAClosedStore_leadsToWhatTheTableSays() {
        flipEvery(SampleStore.closed());
    }

    @Test
    @Tag("long")
    void everyBit_ofAnAbandonedStore_leadsToWhatTheTableSays() {
        flipEvery(SampleStore.abandoned());
    }

    private void flipEvery(SampleStore store) {
        for (Layout.Run run : Layout.of(store)) {
            for (int at = run.from(); at < run.to(); at++) {
                for (int bit = 0; bit < 8; bit++) {
                    flip(store, run, at, bit, true);
                }
            }
        }
        requireNoFailures(store);
    }

    /** Flips all bits of the first short run of each part if wanted, and elsewhere one in each byte, or in some. */
    private void flipSome(SampleStore store, boolean allBitsOnce) {
        Set<Part> done = EnumSet.of(Part.ZERO_TAIL, Part.OLDER_SLOT, Part.BETWEEN_SLOTS, Part.LOCK);
        for (Layout.Run run : Layout.of(store)) {
            boolean all = allBitsOnce && run.length() < 1_000 && done.add(run.part());
            int step = all ? 1 : run.length() < 1_000 ? allBitsOnce ? 4 : 11 : run.length() / 30;
            for (int at = run.from(); at < run.to(); at += step) {
                for (int bit = all ? 0 : at % 8; bit < (all ? 8 : at % 8 + 1); bit++) {
                    flip(store, run, at, bit, bit == at % 8); // the others are only opened
                }
            }
        }
        requireNoFailures(store);
    }

    private void requireNoFailures(SampleStore store) {
        assertThat(Layout.of(store)).extracting(Layout.Run::part)
                .contains(Part.SEALED_MARKER, Part.SEAL, Part.ACTIVE_MARKER, Part.ZERO_TAIL, Part.NEWEST_SLOT);
        assertThat(failures.values()).as("of %d flips", flips).isEmpty();
    }

    private void flip(SampleStore store, Layout.Run run, int at, int bit, boolean wholly) {
        Map<String, byte[]> files = new java.util.TreeMap<>(store.files());
        byte[] changed = files.get(run.file()).clone();
        changed[at] ^= (byte) (1 << bit);
        files.put(run.file(), changed);
        flips++;
        try {
            judgeOpen(new Judge(store), store, run, files);
            if (wholly) {
                judgeReading(new Judge(store), store, run, files);
            }
        } catch (AssertionError | RuntimeException e) {
            String message = e.toString();
            failures.putIfAbsent(run.part() + message.substring(0, Math.min(message.length(), 60)),
                    run + ", byte " + at + ", bit " + bit + ": " + message);
        }
    }

    private static void judgeOpen(Judge judge, SampleStore store, Layout.Run run, Map<String, byte[]> files) {
        int count = store.events().size();
        switch (run.part().writable) {
            case REFUSED -> requireNamed(judge.requireRefused(files), run);
            case CUTS_IT_OFF -> judge.requireOpens(files, count - 1);
            case OPENS -> judge.requireOpens(files, count);
        }
    }

    private static void judgeReading(Judge judge, SampleStore store, Layout.Run run, Map<String, byte[]> files) {
        int forced = store.events().size() - (store.clean() ? 0 : 1);
        switch (run.part().loss) {
            case NOTHING -> judge.requireReadable(files, forced, Set.of());
            case ITS_EVENT, ITS_SEGMENT -> judge.requireReadable(files, forced, lost(run, forced));
            case EVERYTHING -> judge.requireUnreadable(files);
        }
        CheckReport check = judge.check(files);
        assertThat(check.ok()).as("verify: " + check.damages()).isEqualTo(run.part().check == Part.Check.SOUND);
        if (!check.ok()) {
            assertThat(check.damages().getFirst().file()).isEqualTo(run.file());
            assertThat(check.damages().getFirst().offset()).isLessThan(run.to());
        }
    }

    private static Set<Long> lost(Layout.Run run, long end) {
        return new TreeSet<>(new HashSet<>(
                LongStream.range(run.firstSequence(), Math.min(run.endSequence(), end)).boxed().toList()));
    }

    /** The refusal names the file, and the damaged unit or one before it. */
    private static void requireNamed(CorruptionException refusal, Layout.Run run) {
        assertThat(refusal.file()).isEqualTo(run.file());
        assertThat(refusal.offset()).isLessThan(run.to());
    }
}
