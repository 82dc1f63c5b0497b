package io.batpak.core.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreDirectory.Entry;
import io.batpak.api.spi.StoreDirectory.EntryKind;
import io.batpak.api.spi.StoreDirectory.Permissions;
import io.batpak.api.spi.StoreFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names: making, finding, replacing, removing them. */
class NioDirectoryTest {
    private static final int LENGTH = 20_000;

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

    @Test // FS-01
    void create_whereAnythingHasTheName_fails() throws Exception {
        Files.writeString(temp.resolve("file"), "content");
        Files.createDirectory(temp.resolve("directory"));
        Files.createSymbolicLink(temp.resolve("link"), temp.resolve("absent"));
        for (String name : new String[] {"file", "directory", "link"}) {
            assertThatThrownBy(() -> create(name)).isInstanceOf(FileAlreadyExistsException.class);
        }
        assertThat(temp.resolve("file")).hasContent("content");
        assertThat(temp.resolve("absent")).doesNotExist();
    }

    @Test // FS-02
    void create_afterDelete_isEmpty() throws Exception {
        Files.writeString(temp.resolve("a"), "content");
        directory.delete("a");
        try (StoreFile file = create("a")) {
            assertThat(file.length()).isZero();
        }
    }

    @Test
    void create_forTheOwnerAlone_letsNobodyElseIn() throws Exception {
        directory.create("a", StoreAccess.READ_WRITE, Permissions.OWNER_ONLY).close();
        assertThat(Files.getPosixFilePermissions(temp.resolve("a")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void create_forReading_givesAFileThatRefusesWrites() throws Exception {
        try (StoreFile file = directory.create("a", StoreAccess.READ, Permissions.DEFAULT)) {
            assertThatThrownBy(() -> file.write(0, ByteBuffer.allocate(1))).isInstanceOf(AccessDeniedException.class);
        }
    }

    @Test // FS-35
    void links_areNeverFollowed() throws Exception {
        Files.writeString(temp.resolve("target"), "content");
        Files.createSymbolicLink(temp.resolve("link"), temp.resolve("target"));
        for (StoreAccess access : StoreAccess.values()) {
            assertThatThrownBy(() -> directory.open("link", access)).isInstanceOf(FileSystemException.class);
        }
        assertThatThrownBy(() -> directory.replace("link", "new")).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> directory.replace("target", "link")).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> directory.delete("link")).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> directory.tryLock("link", "me")).isInstanceOf(FileSystemException.class);
        assertThat(temp.resolve("target")).hasContent("content");
        assertThat(temp.resolve("link")).isSymbolicLink();
    }

    @Test // FS-28
    void open_ofWhatIsNotAFile_fails() throws Exception {
        Files.createDirectory(temp.resolve("directory"));
        assertThatThrownBy(() -> directory.open("directory", StoreAccess.READ))
                .isInstanceOf(FileSystemException.class).hasMessageContaining("a directory");
        assertThatThrownBy(() -> directory.open("absent", StoreAccess.READ_WRITE))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(temp.resolve("absent")).doesNotExist();
    }

    @Test // FS-08, FS-09
    void list_namesAllEntriesAndTheirKinds() throws Exception {
        Files.writeString(temp.resolve("file"), "four");
        Files.createDirectory(temp.resolve("directory"));
        Files.createSymbolicLink(temp.resolve("to-directory"), temp.resolve("directory"));
        assertThat(directory.list()).containsExactlyInAnyOrder(new Entry("file", EntryKind.FILE, 4),
                new Entry("directory", EntryKind.DIRECTORY, 0), new Entry("to-directory", EntryKind.OTHER, 0));
    }

    @Test // FS-37
    void names_mayHaveSpacesDotsAndForeignLetters() throws Exception {
        for (String name : new String[] {"a b", "..a", "é-日本", "n".repeat(200)}) {
            create(name).close();
            directory.open(name, StoreAccess.READ).close();
        }
        assertThat(directory.list()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "/a", "a\\b", "a\0"})
    void names_thatAreNotPlain_areRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> create(name));
        assertThatIllegalArgumentException().isThrownBy(() -> directory.open(name, StoreAccess.READ));
        assertThatIllegalArgumentException().isThrownBy(() -> directory.replace("a", name));
        assertThatIllegalArgumentException().isThrownBy(() -> directory.replace(name, "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> directory.delete(name));
        assertThatIllegalArgumentException().isThrownBy(() -> directory.tryLock(name, "me"));
    }

    @Test // FS-18, FS-22
    void replace_underAReader_showsTheOldOrTheNewFile() throws Exception {
        write("current", 0);
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int i = 1; i <= 300; i++) {
                writeUnchecked("next", i);
                replaceUnchecked("next", "current");
            }
            done.set(true);
        });
        while (!done.get() && writer.isAlive()) {
            byte[] content = Files.readAllBytes(temp.resolve("current"));
            assertThat(content).hasSize(LENGTH).containsOnly(content[0]);
        }
        writer.join();
        assertThat(done).isTrue();
        assertThat(directory.list()).hasSize(1);
    }

    @Test // FS-19, FS-24
    void replace_ofADirectory_fails() throws Exception {
        write("a", 1);
        Files.createDirectory(temp.resolve("directory"));
        assertThatThrownBy(() -> directory.replace("a", "directory")).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> directory.replace("absent", "a")).isInstanceOf(NoSuchFileException.class);
        assertThat(temp.resolve("directory")).isDirectory();
        assertThat(temp.resolve("a")).hasSize(LENGTH);
    }

    @Test // FS-23
    void replace_ofAFileByItself_changesNothing() throws Exception {
        write("a", 1);
        directory.replace("a", "a");
        assertThat(temp.resolve("a")).hasSize(LENGTH);
    }

    @Test
    void delete_leavesOpenHandlesReadable() throws Exception {
        write("a", 7);
        try (StoreFile file = directory.open("a", StoreAccess.READ)) {
            directory.delete("a");
            ByteBuffer target = ByteBuffer.allocate(LENGTH);
            assertThat(file.read(0, target)).isEqualTo(LENGTH);
            assertThat(target.get(LENGTH - 1)).isEqualTo((byte) 7);
        }
        assertThatThrownBy(() -> directory.delete("a")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void delete_ofADirectory_fails() throws Exception {
        Files.createDirectory(temp.resolve("directory"));
        assertThatThrownBy(() -> directory.delete("directory")).isInstanceOf(FileSystemException.class);
        assertThat(temp.resolve("directory")).isDirectory();
    }

    @Test // FS-57
    void directoryOpenedForReading_refusesChanges() throws Exception {
        write("a", 1);
        try (StoreDirectory reading = new NioFileSystem().open(temp, StoreAccess.READ)) {
            assertThatThrownBy(() -> reading.create("b", StoreAccess.READ_WRITE, Permissions.DEFAULT))
                    .isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> reading.open("a", StoreAccess.READ_WRITE))
                    .isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> reading.replace("a", "b")).isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> reading.delete("a")).isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> reading.tryLock("lock", "me")).isInstanceOf(AccessDeniedException.class);
            reading.open("a", StoreAccess.READ).close();
        }
        assertThat(directory.list()).hasSize(1);
    }

    @Test // FS-14
    void useAfterClose_fails() throws Exception {
        write("a", 1);
        StoreFile file = directory.open("a", StoreAccess.READ);
        directory.close();
        directory.close();
        assertThatThrownBy(() -> directory.list()).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> create("b")).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> directory.open("a", StoreAccess.READ)).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> directory.force()).isInstanceOf(ClosedChannelException.class);
        assertThat(file.length()).isEqualTo(LENGTH);
        file.close();
    }

    private StoreFile create(String name) throws Exception {
        return directory.create(name, StoreAccess.READ_WRITE, Permissions.DEFAULT);
    }

    private void write(String name, int value) throws Exception {
        byte[] content = new byte[LENGTH];
        Arrays.fill(content, (byte) value);
        try (StoreFile file = create(name)) {
            file.write(0, ByteBuffer.wrap(content));
        }
    }

    private void writeUnchecked(String name, int value) {
        try {
            write(name, value);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void replaceUnchecked(String from, String to) {
        try {
            directory.replace(from, to);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
