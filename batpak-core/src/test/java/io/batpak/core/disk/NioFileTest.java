package io.batpak.core.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreDirectory.Permissions;
import io.batpak.api.spi.StoreFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes: what is written through one way is read through every other. */
class NioFileTest {
    private static final int LENGTH = 300_000;

    @TempDir
    private Path temp;

    private StoreDirectory directory;

    @BeforeEach
    void open() throws Exception {
        directory = new NioFileSystem().open(temp, StoreAccess.READ_WRITE);
    }

    @AfterEach
    void close() throws Exception {
        directory.close();
    }

    @ParameterizedTest // FS-03, FS-04
    @EnumSource(names = {"READ_WRITE", "READ_WRITE_MAPPED"})
    void write_anywhere_givesTheSameBytesAsInAnArray(StoreAccess access) throws Exception {
        Random random = new Random(7);
        byte[] model = new byte[LENGTH];
        try (StoreFile file = create(access)) {
            int length = 0;
            for (int i = 0; i < 400; i++) {
                int from = random.nextInt(length + 1);
                int to = Math.min(LENGTH, from + random.nextInt(5_000));
                switch (random.nextInt(8)) {
                    case 0:
                        Arrays.fill(model, from, to, (byte) 0);
                        file.zeroTo(from, to);
                        length = Math.max(length, to);
                        break;
                    case 1:
                        Arrays.fill(model, from, LENGTH, (byte) 0);
                        file.truncate(from);
                        length = from;
                        break;
                    default:
                        byte[] bytes = new byte[to - from];
                        random.nextBytes(bytes);
                        System.arraycopy(bytes, 0, model, from, bytes.length);
                        writeAll(file, from, i % 2 == 0 ? ByteBuffer.wrap(bytes) : direct(bytes));
                        length = bytes.length == 0 ? length : Math.max(length, to);
                }
                assertThat(file.length()).isEqualTo(length);
            }
            file.force(ForceMode.DATA);
            assertThat(Files.readAllBytes(temp.resolve("file"))).isEqualTo(Arrays.copyOf(model, length));
            assertThat(read(file, 0, length)).isEqualTo(Arrays.copyOf(model, length));
            assertThat(viewed(file.view(length).orElseThrow(), 0, length)).isEqualTo(Arrays.copyOf(model, length));
        }
    }

    @Test // FS-05
    void read_overTheEnd_saysHowManyBytesThereWere() throws Exception {
        try (StoreFile file = create(StoreAccess.READ_WRITE)) {
            file.write(0, ByteBuffer.wrap(new byte[10]));
            ByteBuffer target = ByteBuffer.allocate(100);
            assertThat(file.read(4, target)).isEqualTo(6);
            assertThat(target.position()).isEqualTo(6);
            assertThat(file.read(10, target)).isZero();
            assertThat(file.read(1_000_000, target)).isZero();
        }
    }

    @Test // FS-10
    void emptyReadsAndWrites_doNothing() throws Exception {
        try (StoreFile file = create(StoreAccess.READ_WRITE_MAPPED)) {
            file.write(50, ByteBuffer.allocate(0));
            file.zeroTo(50, 50);
            assertThat(file.read(0, ByteBuffer.allocate(0))).isZero();
            assertThat(file.length()).isZero();
        }
    }

    @ParameterizedTest // FS-11
    @ValueSource(ints = {1, 4095, 4097, 65_537, 1_000_003, 64 << 20})
    void write_ofAnyLength_isWhole(int length) throws Exception {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        try (StoreFile file = create(StoreAccess.READ_WRITE)) {
            file.write(3, ByteBuffer.wrap(bytes));
            assertThat(Arrays.equals(read(file, 3, length), bytes)).isTrue();
        }
    }

    @Test // FS-06
    void reads_besideEachOther_andBesideWrites_areExact() throws Exception {
        try (StoreFile file = create(StoreAccess.READ_WRITE)) {
            byte[] bytes = new byte[LENGTH];
            new Random(4).nextBytes(bytes);
            file.write(0, ByteBuffer.wrap(bytes));
            List<CompletableFuture<Boolean>> readers = new ArrayList<>();
            for (int r = 0; r < 3; r++) {
                Random random = new Random(r);
                CompletableFuture<Boolean> reader = new CompletableFuture<>();
                readers.add(reader);
                Thread.ofPlatform().start(() -> {
                    boolean exact = true;
                    for (int i = 0; i < 2_000; i++) {
                        int from = random.nextInt(LENGTH - 4_000);
                        ByteBuffer target = ByteBuffer.allocate(random.nextInt(4_000));
                        try {
                            exact &= file.read(from, target) == target.capacity();
                        } catch (IOException e) {
                            exact = false;
                        }
                        exact &= Arrays.equals(target.array(), 0, target.capacity(), bytes, from,
                                from + target.capacity());
                    }
                    reader.complete(exact);
                });
            }
            for (int i = 0; i < 1_000; i++) {
                file.write(LENGTH + i * 10L, ByteBuffer.wrap(new byte[10]));
            }
            assertThat(readers).allSatisfy(reader -> assertThat(reader.join()).isTrue());
            assertThat(file.length()).isEqualTo(LENGTH + 10_000);
        }
    }

    @Test
    void zeroTo_touchesOnlyItsRange() throws Exception {
        byte[] ones = new byte[LENGTH];
        Arrays.fill(ones, (byte) 1);
        try (StoreFile file = create(StoreAccess.READ_WRITE)) {
            file.write(0, ByteBuffer.wrap(ones));
            file.zeroTo(10, LENGTH - 10);
            Arrays.fill(ones, 10, LENGTH - 10, (byte) 0);
            assertThat(read(file, 0, LENGTH)).isEqualTo(ones);
            assertThatIllegalArgumentException().isThrownBy(() -> file.zeroTo(10, 9));
        }
    }

    @Test
    void truncate_toMore_doesNothing() throws Exception {
        try (StoreFile file = create(StoreAccess.READ_WRITE)) {
            file.write(0, ByteBuffer.wrap(new byte[10]));
            file.truncate(20);
            assertThat(file.length()).isEqualTo(10);
        }
    }

    @Test
    void fileOpenedForReading_refusesChanges() throws Exception {
        create(StoreAccess.READ_WRITE).close();
        try (StoreFile file = directory.open("file", StoreAccess.READ)) {
            assertThatThrownBy(() -> file.write(0, ByteBuffer.allocate(1))).isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> file.zeroTo(0, 1)).isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> file.truncate(0)).isInstanceOf(AccessDeniedException.class);
            assertThat(file.length()).isZero();
        }
    }

    @Test // FS-14
    void useAfterClose_fails() throws Exception {
        StoreFile file = create(StoreAccess.READ_WRITE);
        file.close();
        file.close();
        assertThatThrownBy(() -> file.length()).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> file.read(0, ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> file.write(0, ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> file.force(ForceMode.ALL)).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> file.view(0)).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void view_seesLaterWrites_andOutlivesNameAndHandle() throws Exception {
        StoreFile file = create(StoreAccess.READ_WRITE_MAPPED);
        file.zeroTo(0, 1000);
        StoreFile.View view = file.view(1000).orElseThrow();
        file.write(990, ByteBuffer.wrap(new byte[] {1, 2, 3}));
        directory.replace("file", "renamed");
        file.write(993, ByteBuffer.wrap(new byte[] {4}));
        directory.delete("renamed");
        file.close();
        assertThat(viewed(view, 990, 4)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void view_ofARenamedFile_findsIt_evenIfAnotherHasItsName() throws Exception {
        try (StoreFile file = create(StoreAccess.READ_WRITE)) {
            file.write(0, ByteBuffer.wrap(new byte[] {5}));
            directory.replace("file", "renamed");
            create(StoreAccess.READ_WRITE).close();
            assertThat(viewed(file.view(1).orElseThrow(), 0, 1)).containsExactly(5);
        }
    }

    @Test
    void view_ofADeletedFile_isNotThere() throws Exception {
        try (StoreFile file = create(StoreAccess.READ_WRITE_MAPPED)) {
            file.zeroTo(0, 10);
            directory.delete("file");
            assertThat(file.view(10)).isEmpty();
            file.write(0, ByteBuffer.wrap(new byte[] {1}));
            assertThat(read(file, 0, 1)).containsExactly(1);
        }
    }

    @Test
    void view_hasBounds() throws Exception {
        try (StoreFile file = create(StoreAccess.READ_WRITE)) {
            file.zeroTo(0, 100);
            assertThatThrownBy(() -> file.view(101)).isInstanceOf(EOFException.class);
            assertThatIllegalArgumentException().isThrownBy(() -> file.view(-1));
            StoreFile.View view = file.view(50).orElseThrow();
            for (long offset : new long[] {-1, 41, 50, Long.MAX_VALUE}) {
                assertThatThrownBy(() -> view.read(offset, new byte[10], 0, 10)).isInstanceOf(IOException.class);
            }
            view.read(50, new byte[0], 0, 0);
            assertThat(viewed(file.view(0).orElseThrow(), 0, 0)).isEmpty();
        }
    }

    @Test
    void view_ofMoreThanTwoGibibytes_readsAcrossItsMappings() throws Exception {
        long seam = 1L << 30;
        try (StoreFile file = create(StoreAccess.READ_WRITE)) {
            file.write(2 * seam - 2, ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
            file.write(3 * seam, ByteBuffer.wrap(new byte[] {5}));
            StoreFile.View view = file.view(3 * seam + 1).orElseThrow();
            assertThat(viewed(view, 2 * seam - 2, 4)).containsExactly(1, 2, 3, 4);
            assertThat(viewed(view, 3 * seam - 1, 2)).containsExactly(0, 5);
        }
    }

    private StoreFile create(StoreAccess access) throws IOException {
        return directory.create("file", access, Permissions.DEFAULT);
    }

    private static void writeAll(StoreFile file, long offset, ByteBuffer source) throws IOException {
        file.write(offset, source);
        assertThat(source.hasRemaining()).isFalse();
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length + 3).position(3).slice().put(0, bytes).asReadOnlyBuffer();
    }

    private static byte[] read(StoreFile file, long offset, int length) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(length);
        assertThat(file.read(offset, target)).isEqualTo(length);
        return target.array();
    }

    private static byte[] viewed(StoreFile.View view, long offset, int length) throws IOException {
        byte[] target = new byte[length + 2];
        view.read(offset, target, 1, length); // D-6: copied out
        return Arrays.copyOfRange(target, 1, length + 1);
    }
}
