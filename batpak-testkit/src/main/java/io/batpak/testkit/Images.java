package io.batpak.testkit;

import io.batpak.api.spi.StoreDirectory.Permissions;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Whole directories as maps from names to bytes, in and out of a {@link Volume}. */
final class Images {
    private Images() {
    }

    static void load(Volume volume, Path directory, Map<String, byte[]> files) {
        volume.lock.lock();
        try {
            Folder folder = volume.make(directory);
            files.forEach((name, bytes) -> folder.names.put(name,
                    new Inode(name, Permissions.DEFAULT, new PagedBytes(bytes))));
        } finally {
            volume.lock.unlock();
        }
    }

    static Map<Path, Map<String, byte[]>> copy(Volume volume, Function<Folder, Map<String, byte[]>> contents) {
        volume.lock.lock();
        try {
            Map<Path, Map<String, byte[]>> copy = new LinkedHashMap<>();
            for (Folder folder : volume.folders()) {
                copy.put(folder.path(), contents.apply(folder));
            }
            return copy;
        } finally {
            volume.lock.unlock();
        }
    }

    static Map<String, byte[]> contents(Map<String, Inode> names, Function<Inode, PagedBytes> content) {
        Map<String, byte[]> contents = new TreeMap<>();
        names.forEach((name, inode) -> contents.put(name, content.apply(inode).toByteArray()));
        return contents;
    }

    static Map<String, byte[]> of(Map<Path, Map<String, byte[]>> all, Path directory) {
        Map<String, byte[]> files = all.get(Volume.normal(directory));
        return files == null ? new TreeMap<>() : files;
    }

    static Permissions permissions(Volume volume, Path directory, String name) throws NoSuchFileException {
        volume.lock.lock();
        try {
            Folder folder = volume.make(directory);
            Inode inode = folder.names.get(name);
            if (inode == null) {
                throw new NoSuchFileException(name);
            }
            return inode.permissions();
        } finally {
            volume.lock.unlock();
        }
    }
}
