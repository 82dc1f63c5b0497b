package io.batpak.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.Durability;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventId;
import io.batpak.api.verify.CheckReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that appends is killed at a random moment, again and again over the same store; then every receipt that it
 * had printed is there, with the same content (W-060, W-043, FS-60). Written events count too: a kill loses no page cache.
 */
class KillTest {
    private static final int[] HEAPS = {32, 64, 256};
    private static final int[] BATCHES = {0, 3, 20, 200};

    @TempDir
    private Path directory;

    private final List<String[]> receipts = new ArrayList<>();

    @Test
    void durableReceipts_surviveEveryKill() throws IOException {
        rounds(18, Durability.DURABLE, 1);
    }

    @Test
    void writtenReceipts_surviveEveryKill() throws IOException {
        rounds(7, Durability.WRITTEN, 2);
    }

    @Test
    @Tag("long")
    void receipts_surviveManyKills_ofSmallAndLargeProcesses() throws IOException {
        rounds(150, Durability.DURABLE, 3);
        rounds(50, Durability.WRITTEN, 4);
    }

    private void rounds(int count, Durability durability, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < count; round++) {
            int heap = HEAPS[random.nextInt(HEAPS.length)];
            int batch = BATCHES[random.nextInt(BATCHES.length)];
            long life = random.nextLong(TimeUnit.MILLISECONDS.toNanos(20), TimeUnit.MILLISECONDS.toNanos(200));
            String about = durability + ", seed " + seed + ", round " + round + ", -Xmx" + heap + "m, batch " + batch;
            int before = receipts.size();
            killAfter(life, heap, durability, batch);
            requireAll(durability, before, about);
        }
        assertThat(receipts).hasSizeGreaterThan(10 * count);
    }

    private void killAfter(long lifeNanos, int heap, Durability durability, int batch) throws IOException {
        try (ChildJvm child = ChildJvm.start(heap, AppendingMain.class, directory, durability, 1 + batch % 4, batch)) {
            assertThat(child.readLine()).isEqualTo("open");
            Thread killer = Thread.ofPlatform().start(() -> {
                long end = System.nanoTime() + lifeNanos;
                while (System.nanoTime() < end) {
                    LockSupport.parkNanos(end - System.nanoTime());
                }
                child.kill();
            });
            for (String line = child.readLine(); line != null; line = child.readLine()) {
                String[] words = line.split(" ");
                if (words.length == 7 && words[6].equals(".")) {
                    receipts.add(words);
                }
            }
            killer.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void requireAll(Durability durability, int newFrom, String about) {
        try (Store store = Store.open(StoreConfig.of(directory))) {
            CheckReport check = store.verify();
            assertThat(check.damages()).as(about).isEmpty();
            for (int i = 0; i < receipts.size(); i++) {
                String[] words = receipts.get(i);
                String which = about + ": " + String.join(" ", words) + " of receipt " + i;
                Event event = store.get(EventId.parse(words[0])).orElseThrow(() -> new AssertionError(which));
                assertThat(event.sequence()).as(which).isEqualTo(Long.parseLong(words[1]));
                if (i >= newFrom) {
                    assertThat(event.link()).as(which).hasToString(words[2]);
                    assertThat(event.contentHash()).as(which).hasToString(words[3]);
                    assertThat(durability == Durability.WRITTEN || words[4].equals("true")).as(which).isTrue();
                }
            }
        }
    }
}
