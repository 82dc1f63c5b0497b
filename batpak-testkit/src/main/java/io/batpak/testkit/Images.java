package io.batpak.testkit;

import io.batpak.api.spi.StoreDirectory.Permissions;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Whole directories as maps from names to bytes, in and out of a {@link Volume}. */
final class Images {
    /** Which of the two truths. */
    enum Truth {
        /** What a reader sees. */
        VISIBLE,
        /** What is on the medium for sure. */
        DURABLE
    }

    private Images() {}

    static void load(Volume volume, Path directory, Map<String, byte[]> files) {
        volume.lock.lock();
        try {
            Folder folder = volume.make(directory);
            files.forEach((name, bytes) -> folder
                    .put(volume.newInode(name, Permissions.DEFAULT, new PagedBytes(bytes))));
        } finally {
            volume.lock.unlock();
        }
    }

    static Map<Path, Map<String, byte[]>> copy(Volume volume, Truth truth) {
        volume.lock.lock();
        try {
            Map<Path, Map<String, byte[]>> copy = new LinkedHashMap<>();
            for (Folder folder : volume.folders()) {
                copy.put(folder.path(), contents(folder, truth));
            }
            return copy;
        } finally {
            volume.lock.unlock();
        }
    }

    static Map<String, byte[]> copy(Volume volume, Path directory, Truth truth) {
        volume.lock.lock();
        try {
            Folder folder = volume.find(directory);
            return folder == null ? new TreeMap<>() : contents(folder, truth);
        } finally {
            volume.lock.unlock();
        }
    }

    static Permissions permissions(Volume volume, Path directory, String name) throws NoSuchFileException {
        volume.lock.lock();
        try {
            Folder folder = volume.find(directory);
            Inode inode = folder == null ? null : folder.names.get(name);
            if (inode == null) {
                throw new NoSuchFileException(directory.resolve(name).toString());
            }
            return inode.permissions();
        } finally {
            volume.lock.unlock();
        }
    }

    private static Map<String, byte[]> contents(Folder folder, Truth truth) {
        Map<String, byte[]> contents = new TreeMap<>();
        if (truth == Truth.VISIBLE) {
            folder.names.forEach((name, inode) -> contents.put(name, inode.content.toByteArray()));
        } else {
            folder.durableNames().forEach((name, inode) -> contents.put(name, inode.durable().toByteArray()));
        }
        return contents;
    }
}
