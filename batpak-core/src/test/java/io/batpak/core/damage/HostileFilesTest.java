package io.batpak.core.damage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.StoreProvider;
import io.batpak.api.StoreReader;
import io.batpak.api.error.BatpakException;
import io.batpak.api.error.CorruptionException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.event.Region;
import io.batpak.core.disk.NioFileSystem;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.OperationKind;
import io.batpak.testkit.RecordingFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that somebody made to do harm: random bytes, lengths and counts at their extremes with sums that hold, and things
 * that are no files. Every use ends with an answer or a failure of ours, and reads no more than there is (THR-75, THR-76).
 */
class HostileFilesTest {
    private static final SampleStore STORE = SampleStore.closed();

    private int refused;

    private void use(Map<String, byte[]> files, String about) {
        long longest = files.values().stream().mapToLong(b -> b.length).max().orElse(0);
        StoreProvider provider = StoreProvider.load();
        List<Use> uses = List.of(
                config -> Store.open(config).close(),
                HostileFilesTest::readAll,
                provider::verify,
                provider::inspect,
                config -> provider.salvage(config, Path.of("/target")));
        for (Use use : uses) {
            RecordingFileSystem recorded = new RecordingFileSystem(
                    MemoryFileSystem.of(SampleStore.DIRECTORY, files));
            try {
                use.of(SampleStore.config(recorded, 3));
            } catch (BatpakException e) {
                refused++;
            } catch (RuntimeException e) {
                fail(about + ": " + e, e);
            }
            assertThat(recorded.operations()).filteredOn(o -> o.kind() == OperationKind.READ)
                    .allSatisfy(read -> assertThat(read.length()).as(about).isLessThanOrEqualTo(
                            Math.max(longest, 1 << 20)));
        }
    }

    private interface Use {
        void of(StoreConfig config);
    }

    private static void readAll(StoreConfig config) {
        try (StoreReader reader = Store.openReadOnly(config)) {
            for (long s = 0; s < Math.min(reader.frontier().visible(), 100); s++) {
                readOne(reader, s);
            }
            assertThat(reader.stream(Region.all(), 0).count()).isNotNegative();
        }
    }

    private static void readOne(StoreReader reader, long sequence) {
        try {
            reader.at(sequence);
        } catch (BatpakException e) {
            assertThat(e).hasMessageContaining("seg");
        }
    }

    @Test // THR-76
    void randomBytes_endInAnswersOrFailuresOfOurs() {
        SplittableRandom random = new SplittableRandom(5);
        List<String> names = new ArrayList<>(STORE.files().keySet());
        for (int round = 0; round < 60; round++) {
            Map<String, byte[]> files = STORE.copy();
            String name = names.get(random.nextInt(names.size()));
            byte[] bytes = files.get(name);
            if (random.nextInt(3) == 0) {
                bytes = new byte[random.nextInt(3_000)];
                random.nextBytes(bytes);
            } else {
                for (int i = random.nextInt(40); i >= 0 && bytes.length > 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
            files.put(name, bytes);
            use(files, "seed 5, round " + round + ", " + name);
        }
        assertThat(refused).isGreaterThan(40);
    }

    @Test // THR-75, THR-76
    void extremeNumbers_withSumsThatHold_endInAnswersOrFailuresOfOurs() {
        int[] extremes = {-1, Integer.MAX_VALUE, 0x10000000};
        for (int field = 12; field < 192; field += 4) {
            for (int value : extremes) {
                Map<String, byte[]> files = STORE.copy();
                byte[] meta = files.get("store.meta");
                ByteBuffer.wrap(meta).order(ByteOrder.LITTLE_ENDIAN).putInt(field, value);
                sum(meta, 0, meta.length - 4);
                use(files, "store.meta at " + field + ": " + value);
                files = STORE.copy();
                byte[] segment = files.get("000003.seg");
                ByteBuffer.wrap(segment).order(ByteOrder.LITTLE_ENDIAN).putInt(Math.min(field, 184), value);
                sum(segment, 0, 188);
                use(files, "header at " + field + ": " + value);
                if (field < 80) {
                    files = STORE.copy();
                    byte[] slots = files.get("frontier");
                    ByteBuffer.wrap(slots).order(ByteOrder.LITTLE_ENDIAN).putInt(field, value).putInt(4_096 + field,
                            value);
                    sum(slots, 0, 80);
                    sum(slots, 4_096, 4_096 + 80);
                    use(files, "slots at " + field + ": " + value);
                }
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test // THR-75
    void lengthsOfFrames_withSumsThatHold_areNotBelieved() {
        for (Layout.Run run : Layout.of(STORE)) {
            if (run.length() > 28 && run.file().endsWith(".seg") && run.from() >= 192
                    && run.part() != Part.ZERO_TAIL) {
                for (int length : new int[] {200 << 20, 256 << 20, 32, 0, -8, 40}) {
                    Map<String, byte[]> files = STORE.copy();
                    byte[] segment = files.get(run.file());
                    ByteBuffer b = ByteBuffer.wrap(segment).order(ByteOrder.LITTLE_ENDIAN);
                    b.putInt(run.from() + 8, length);
                    CRC32C crc = new CRC32C();
                    crc.update(ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(b.getLong(56))
                            .putLong(run.from()).flip());
                    crc.update(segment, run.from() + 8, 20);
                    b.putInt(run.from() + 4, (int) crc.getValue());
                    use(files, run + " of " + length + " bytes");
                }
            }
        }
        assertThat(refused).isGreaterThan(50);
    }

    private static void sum(byte[] bytes, int from, int at) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, at - from);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, (int) crc.getValue());
    }

    @Test // THR-28
    void otherThingsInASegmentsPlace_areNamed_andNotFollowed(@TempDir Path directory) throws IOException {
        for (String name : List.of("000001.seg", "000003.seg")) {
            for (boolean link : new boolean[] {true, false}) {
                Path store = Files.createTempDirectory(directory, "store");
                Path elsewhere = Files.write(Files.createTempFile(directory, "elsewhere", ""), STORE.files().get(name));
                for (Map.Entry<String, byte[]> file : STORE.files().entrySet()) {
                    Files.write(store.resolve(file.getKey()), file.getValue());
                }
                Files.delete(store.resolve(name));
                if (link) {
                    Files.createSymbolicLink(store.resolve(name), elsewhere);
                } else {
                    Files.createDirectory(store.resolve(name));
                }
                StoreConfig config = StoreConfig.builder(store).fileSystem(new NioFileSystem()).build();
                assertThat(catchThrowable(() -> Store.open(config).close()))
                        .isInstanceOfSatisfying(CorruptionException.class, refusal -> {
                            assertThat(refusal.file()).isEqualTo(name);
                            assertThat(refusal.code()).isEqualTo(ErrorCode.FOREIGN_FILE);
                        });
                assertThat(StoreProvider.load().verify(config).damages()).anyMatch(d -> d.file().equals(name));
                assertThat(elsewhere).hasBinaryContent(STORE.files().get(name));
            }
        }
    }
}
