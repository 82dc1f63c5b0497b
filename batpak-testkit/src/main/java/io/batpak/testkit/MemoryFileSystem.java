package io.batpak.testkit;

import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreDirectory.Permissions;
import io.batpak.api.spi.StoreFileSystem;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file system in memory, complete and honest: what is visible is durable. Each instance is a world of its own; locks
 * keep others out within it.
 *
 * <p><b>Threads:</b> safe for use by many threads at once; one lock guards all.
 */
public final class MemoryFileSystem implements StoreFileSystem {
    private final Volume volume = new Volume();

    /** Makes an empty one. */
    public MemoryFileSystem() {}

    /** Makes one with a single directory that holds copies of these files. */
    public static MemoryFileSystem of(Path directory, Map<String, byte[]> files) {
        MemoryFileSystem memory = new MemoryFileSystem();
        memory.load(directory, files);
        return memory;
    }

    @Override
    public String name() {
        return "batpak-memory";
    }

    @Override
    public StoreDirectory open(Path directory, StoreAccess access) throws IOException {
        return volume.open(directory, access);
    }

    /** Puts copies of these files into a directory, which is made if it is not there; others in it stay. */
    public void load(Path directory, Map<String, byte[]> files) {
        Images.load(volume, directory, files);
    }

    /** Returns a deep copy of all directories and their files, free to be changed. */
    public Map<Path, Map<String, byte[]>> snapshot() {
        return Images.copy(volume, Images.Truth.DURABLE);
    }

    /** Returns a deep copy of the files of one directory, free to be changed; empty if it is not there. */
    public Map<String, byte[]> snapshot(Path directory) {
        return Images.copy(volume, directory, Images.Truth.DURABLE);
    }

    /**
     * Returns what a file was created with.
     *
     * @throws NoSuchFileException if it is not there
     */
    public Permissions permissions(Path directory, String name) throws NoSuchFileException {
        return Images.permissions(volume, directory, name);
    }
}
