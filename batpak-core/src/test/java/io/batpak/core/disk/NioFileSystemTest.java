package io.batpak.core.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreDirectory.Capability;
import io.batpak.api.spi.StoreFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening directories. */
class NioFileSystemTest {
    private final StoreFileSystem fileSystem = new NioFileSystem();

    @TempDir
    private Path temp;

    @Test
    void open_forWriting_makesTheDirectoryAndItsParents() throws Exception {
        try (StoreDirectory directory = fileSystem.open(temp.resolve("a/b/c"), StoreAccess.READ_WRITE)) {
            assertThat(directory.list()).isEmpty();
        }
        assertThat(temp.resolve("a/b/c")).isDirectory();
    }

    @Test
    void open_forReading_makesNothing() {
        assertThatThrownBy(() -> fileSystem.open(temp.resolve("a"), StoreAccess.READ))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(temp).isEmptyDirectory();
    }

    @Test // FS-28
    void open_whereSomethingElseHasTheName_fails() throws Exception {
        Path file = Files.createFile(temp.resolve("file"));
        for (StoreAccess access : StoreAccess.values()) {
            assertThatThrownBy(() -> fileSystem.open(file, access)).isInstanceOf(NotDirectoryException.class);
        }
        assertThatThrownBy(() -> fileSystem.open(file.resolve("in"), StoreAccess.READ_WRITE))
                .isInstanceOf(NotDirectoryException.class);
    }

    @Test
    void open_ofALinkThatLeadsNowhere_makesNothing() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("absent"));
        assertThatThrownBy(() -> fileSystem.open(link, StoreAccess.READ_WRITE)).isInstanceOf(IOException.class);
        assertThat(temp.resolve("absent")).doesNotExist();
    }

    @Test // FS-36
    void open_throughALink_staysWithTheDirectory() throws Exception {
        Path one = Files.createDirectory(temp.resolve("one"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), one);
        try (StoreDirectory directory = fileSystem.open(link, StoreAccess.READ)) {
            Files.createFile(one.resolve("a"));
            Files.delete(link);
            assertThat(directory.list()).hasSize(1);
        }
    }

    @Test // FS-58
    void capabilities_areThoseOfThisDisk() throws Exception {
        try (StoreDirectory directory = fileSystem.open(temp.resolve("abc"), StoreAccess.READ_WRITE)) {
            Files.createFile(temp.resolve("abc/x"));
            assertThat(directory.capabilities().contains(Capability.CASE_SENSITIVE))
                    .isEqualTo(Files.notExists(temp.resolve("abc/X")));
            assertThat(directory.capabilities()).contains(Capability.LOCK_ACROSS_PROCESSES);
            assertThat(directory.freeBytes()).isPositive();
            directory.force();
        }
    }
}
