package io.batpak.testkit;

import static io.batpak.testkit.Script.STORE;
import static io.batpak.testkit.Script.create;
import static io.batpak.testkit.Script.read;
import static io.batpak.testkit.Script.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.LockAttempt;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreDirectory.Entry;
import io.batpak.api.spi.StoreDirectory.EntryKind;
import io.batpak.api.spi.StoreFile;
import io.batpak.api.spi.StoreFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every file system owes a store, apart from what a power cut leaves. */
abstract class FileSystemContract {
    StoreFileSystem fileSystem;
    StoreDirectory directory;

    abstract StoreFileSystem newFileSystem();

    @BeforeEach
    void openDirectory() throws Exception {
        fileSystem = newFileSystem();
        directory = fileSystem.open(STORE, StoreAccess.READ_WRITE);
    }

    @Test
    void open_ofWhatIsNotThereForReading_fails() {
        assertThatThrownBy(() -> fileSystem.open(STORE.resolve("absent"), StoreAccess.READ))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test // FS-28
    void open_whereAFileHasTheName_fails() throws Exception {
        create(directory, "file");
        assertThatThrownBy(() -> fileSystem.open(STORE.resolve("file"), StoreAccess.READ_WRITE))
                .isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> fileSystem.open(STORE.resolve("file/in"), StoreAccess.READ_WRITE))
                .isInstanceOf(NotDirectoryException.class);
    }

    @Test // FS-01
    void create_ofAnExistingName_fails() throws Exception {
        create(directory, "a");
        fileSystem.open(STORE.resolve("d"), StoreAccess.READ_WRITE);
        assertThatThrownBy(() -> create(directory, "a")).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> create(directory, "d")).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test // FS-02
    void create_afterDeleteOfTheSameName_isEmpty() throws Exception {
        write(create(directory, "a"), 0, "old");
        directory.delete("a");
        assertThat(create(directory, "a").length()).isZero();
    }

    @Test // FS-03, FS-04, FS-07
    void read_afterWrites_isExact() throws Exception {
        StoreFile file = create(directory, "a");
        write(file, 0, "hello");
        write(file, 3, "p!!");
        assertThat(file.length()).isEqualTo(6);
        assertThat(read(file)).isEqualTo("help!!");
        ByteBuffer middle = ByteBuffer.allocate(3);
        assertThat(file.read(1, middle)).isEqualTo(3);
        assertThat(middle.array()).isEqualTo(Script.bytes("elp"));
    }

    @Test // FS-06
    void reads_besideEachOther_andBesideWrites_areExact() throws Exception {
        StoreFile file = create(directory, "a");
        write(file, 0, Script.filled(50_000, 1));
        write(file, 50_000, Script.filled(50_000, 2));
        List<CompletableFuture<Boolean>> readers = new ArrayList<>();
        for (int half = 0; half < 2; half++) {
            long from = half * 50_000L;
            byte value = (byte) (half + 1);
            CompletableFuture<Boolean> reader = new CompletableFuture<>();
            readers.add(reader);
            Thread.ofPlatform().start(() -> {
                boolean exact = true;
                for (int i = 0; i < 300; i++) {
                    ByteBuffer target = ByteBuffer.allocate(1 + i * 100);
                    try {
                        exact &= file.read(from + i, target) == target.capacity();
                    } catch (IOException e) {
                        exact = false;
                    }
                    for (byte b : target.array()) {
                        exact &= b == value;
                    }
                }
                reader.complete(exact);
            });
        }
        for (int i = 0; i < 300; i++) {
            write(file, 100_000 + i * 10L, Script.filled(10, 3));
        }
        assertThat(readers).allSatisfy(reader -> assertThat(reader.join()).isTrue());
        assertThat(file.length()).isEqualTo(103_000);
    }

    @Test // FS-05
    void read_acrossTheEnd_returnsWhatThereIs() throws Exception {
        StoreFile file = create(directory, "a");
        write(file, 0, "abc");
        assertThat(file.read(2, ByteBuffer.allocate(10))).isEqualTo(1);
        assertThat(file.read(3, ByteBuffer.allocate(10))).isZero();
        assertThat(file.read(99, ByteBuffer.allocate(10))).isZero();
    }

    @Test // FS-10
    void write_ofNothing_changesNothing() throws Exception {
        StoreFile file = create(directory, "a");
        write(file, 100, "");
        file.zeroTo(100, 100);
        assertThat(file.length()).isZero();
    }

    @Test
    void write_beyondTheEnd_leavesZerosBetween() throws Exception {
        StoreFile file = create(directory, "a");
        write(file, 9000, "x");
        assertThat(file.length()).isEqualTo(9001);
        assertThat(read(file)).startsWith("\0\0").endsWith("\0x");
    }

    @ParameterizedTest // FS-11
    @ValueSource(ints = {1, 511, 512, 513, 4095, 4096, 4097, 70_001})
    void write_ofOddSizes_writesAll(int size) throws Exception {
        StoreFile file = create(directory, "a");
        write(file, 3, Script.filled(size, 7));
        ByteBuffer back = ByteBuffer.allocate(size);
        assertThat(file.read(3, back)).isEqualTo(size);
        assertThat(back.array()).isEqualTo(Script.filled(size, 7));
    }

    @Test
    void zeroTo_overlappingTheEnd_zeroesAndExtends() throws Exception {
        StoreFile file = create(directory, "a");
        write(file, 0, Script.filled(10_000, 1));
        file.zeroTo(100, 9_000);
        file.zeroTo(9_999, 20_000);
        byte[] expected = new byte[20_000];
        java.util.Arrays.fill(expected, 0, 100, (byte) 1);
        java.util.Arrays.fill(expected, 9_000, 9_999, (byte) 1);
        ByteBuffer back = ByteBuffer.allocate(20_001);
        assertThat(file.read(0, back)).isEqualTo(20_000);
        assertThat(java.util.Arrays.copyOf(back.array(), 20_000)).isEqualTo(expected);
    }

    @Test // FS-13
    void truncate_thenWriteBeyond_hasZerosBetween() throws Exception {
        StoreFile file = create(directory, "a");
        write(file, 0, "abcdef");
        file.truncate(99);
        assertThat(file.length()).isEqualTo(6);
        file.truncate(2);
        write(file, 4, "x");
        assertThat(read(file)).isEqualTo("ab\0\0x");
    }

    @Test // FS-14
    void use_afterClose_isRefused() throws Exception {
        StoreFile file = create(directory, "a");
        file.close();
        file.close();
        directory.close();
        assertThatThrownBy(file::length).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> write(file, 0, "x")).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(directory::list).isInstanceOf(ClosedChannelException.class);
    }

    @Test // FS-15
    void operation_ofAnInterruptedThread_isDoneAndKeepsTheFlag() throws Exception {
        StoreFile file = create(directory, "a");
        Thread.currentThread().interrupt();
        write(file, 0, "x");
        file.force(ForceMode.ALL);
        String text = read(file);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(text).isEqualTo("x");
    }

    @Test
    void write_throughAReadingHandle_isRefused() throws Exception {
        create(directory, "a");
        StoreFile file = directory.open("a", StoreAccess.READ);
        assertThatIOException().isThrownBy(() -> write(file, 0, "x"));
        StoreDirectory reading = fileSystem.open(STORE, StoreAccess.READ);
        assertThatIOException().isThrownBy(() -> reading.delete("a"));
        assertThatIOException().isThrownBy(() -> reading.open("a", StoreAccess.READ_WRITE));
    }

    @Test // FS-08, FS-09
    void list_tellsFilesAndDirectories() throws Exception {
        write(create(directory, "a"), 0, "abc");
        fileSystem.open(STORE.resolve("d"), StoreAccess.READ_WRITE);
        assertThat(directory.list()).containsExactlyInAnyOrder(new Entry("a", EntryKind.FILE, 3),
                new Entry("d", EntryKind.DIRECTORY, 0));
    }

    @Test // FS-22, FS-23
    void replace_takesThePlaceOfTheOldFile() throws Exception {
        StoreFile old = create(directory, "a");
        write(old, 0, "old");
        write(create(directory, "b"), 0, "new");
        directory.replace("b", "a");
        directory.replace("a", "a");
        assertThat(read(directory.open("a", StoreAccess.READ))).isEqualTo("new");
        assertThat(read(old)).isEqualTo("old");
        assertThat(directory.list()).hasSize(1);
    }

    @Test // FS-24
    void replace_ontoADirectory_leavesTheSource() throws Exception {
        create(directory, "a");
        fileSystem.open(STORE.resolve("d"), StoreAccess.READ_WRITE);
        assertThatIOException().isThrownBy(() -> directory.replace("a", "d"));
        assertThatThrownBy(() -> directory.replace("absent", "b")).isInstanceOf(NoSuchFileException.class);
        assertThat(directory.list()).extracting(Entry::name).contains("a");
    }

    @Test // FS-25, FS-26
    void delete_removesFilesOnlyAndTellsWhatIsNotThere() throws Exception {
        StoreFile file = create(directory, "a");
        write(file, 0, "still here");
        fileSystem.open(STORE.resolve("d"), StoreAccess.READ_WRITE);
        directory.delete("a");
        assertThat(read(file)).isEqualTo("still here");
        assertThatThrownBy(() -> directory.delete("a")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> directory.open("a", StoreAccess.READ)).isInstanceOf(NoSuchFileException.class);
        assertThatIOException().isThrownBy(() -> directory.delete("d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a\\b", "a\0b"})
    void create_ofANameThatIsNotPlain_isRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> create(directory, name));
    }

    @Test // FS-38, FS-40
    void tryLock_ofAHeldLock_tellsTheHolder() throws Exception {
        LockAttempt first = directory.tryLock("lock", "the first");
        StoreDirectory other = fileSystem.open(STORE, StoreAccess.READ_WRITE);
        assertThat(other.tryLock("lock", "the second")).isEqualTo(new LockAttempt.Refused("the first"));
        LockAttempt.Lock lock = ((LockAttempt.Acquired) first).lock();
        lock.close();
        LockAttempt second = other.tryLock("lock", "the second");
        assertThat(second).isInstanceOf(LockAttempt.Acquired.class);
        lock.close();
        assertThat(directory.tryLock("lock", "the third")).isEqualTo(new LockAttempt.Refused("the second"));
        assertThat(directory.list()).extracting(Entry::name).containsExactly("lock");
    }

    @Test // FS-42, FS-43
    void lock_survivesOtherHandlesAndAliases() throws Exception {
        directory.tryLock("lock", "the first");
        directory.open("lock", StoreAccess.READ).close();
        directory.close();
        StoreDirectory alias = fileSystem.open(STORE.resolve("x/.."), StoreAccess.READ_WRITE);
        assertThat(alias.tryLock("lock", "the second")).isInstanceOf(LockAttempt.Refused.class);
    }

    @Test
    void view_seesLaterWritesAndOutlivesNameAndHandle() throws Exception {
        StoreFile file = create(directory, "a");
        file.zeroTo(0, 10);
        StoreFile.View view = file.view(8).orElseThrow();
        write(file, 2, "xyz");
        StoreFile other = directory.open("a", StoreAccess.READ_WRITE);
        file.close();
        directory.delete("a");
        byte[] target = new byte[5];
        view.read(2, target, 1, 3); // D-6: copied out
        assertThat(target).isEqualTo(Script.bytes("\0xyz\0"));
        assertThatIOException().isThrownBy(() -> view.read(6, target, 0, 3));
        other.truncate(3);
        assertThatIOException().isThrownBy(() -> view.read(2, target, 0, 2));
    }

    @Test // FS-59
    void list_ofAThousandFiles_isComplete() throws Exception {
        for (int i = 0; i < 1000; i++) {
            create(directory, "f" + i);
        }
        assertThat(directory.list()).hasSize(1000);
    }
}
