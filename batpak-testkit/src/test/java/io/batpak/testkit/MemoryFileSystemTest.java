package io.batpak.testkit;

import static io.batpak.testkit.Script.STORE;
import static io.batpak.testkit.Script.create;
import static io.batpak.testkit.Script.read;
import static io.batpak.testkit.Script.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory.Permissions;
import io.batpak.api.spi.StoreFileSystem;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryFileSystemTest extends FileSystemContract {
    private final MemoryFileSystem memory = new MemoryFileSystem();

    @Override
    StoreFileSystem newFileSystem() {
        return memory;
    }

    @Test
    void snapshot_isACopyThatMayBeChangedAndLoaded() throws Exception {
        write(create(directory, "a"), 0, "abc");
        Map<String, byte[]> files = memory.snapshot(STORE);
        files.get("a")[1] = 'X';
        assertThat(read(directory.open("a", StoreAccess.READ))).isEqualTo("abc");
        StoreFileSystem other = MemoryFileSystem.of(STORE, files);
        assertThat(read(other.open(STORE, StoreAccess.READ).open("a", StoreAccess.READ))).isEqualTo("aXc");
    }

    @Test
    void snapshot_ofAnotherDirectory_isEmpty() {
        assertThat(memory.snapshot(Path.of("/elsewhere"))).isEmpty();
        assertThat(memory.snapshot()).containsOnlyKeys(Path.of("/"), STORE);
    }

    @Test
    void permissions_areThoseOfCreation() throws Exception {
        directory.create("secret", StoreAccess.READ_WRITE, Permissions.OWNER_ONLY);
        assertThat(memory.permissions(STORE, "secret")).isEqualTo(Permissions.OWNER_ONLY);
    }
}
