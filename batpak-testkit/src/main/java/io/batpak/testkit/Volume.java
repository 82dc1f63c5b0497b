package io.batpak.testkit;

import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreDirectory.Permissions;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A medium in memory on which everything is durable at once. All state is guarded by its one lock. */
class Volume {
    /** Guards everything. Waiting for it is not disturbed by an interrupt, and keeps the flag. */
    final ReentrantLock lock = new ReentrantLock();

    private final Map<Path, Folder> folders = new LinkedHashMap<>();

    /** Comes first in every operation. */
    void requirePower() {}

    /** Comes when nothing but the power can stop a changing operation any more; returns its number. */
    long begin(Operation operation) {
        return 0;
    }

    void force(Inode inode) throws IOException {
        begin(Operation.on(OperationKind.FORCE, inode.name()));
    }

    void force(Folder folder) throws IOException {
        begin(Operation.on(OperationKind.FORCE_DIRECTORY, ""));
    }

    Inode newInode(String name, Permissions permissions, PagedBytes content) {
        return new Inode(name, permissions, content);
    }

    Folder newFolder(Path path) {
        return new Folder(path);
    }

    final StoreDirectory open(Path directory, StoreAccess access) throws IOException {
        lock.lock();
        try {
            requirePower();
            Path path = normal(directory);
            requireNoFile(path);
            Folder folder = access == StoreAccess.READ ? folders.get(path) : make(path);
            if (folder == null) {
                throw new NoSuchFileException(path.toString());
            }
            return new MemoryDirectory(this, folder, access);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the folder, made with its parents if it is not there. */
    final Folder make(Path directory) {
        Path path = normal(directory);
        Path parent = path.getParent();
        if (parent != null && !folders.containsKey(parent)) {
            make(parent);
        }
        return folders.computeIfAbsent(path, this::newFolder);
    }

    final Collection<Folder> folders() {
        return folders.values();
    }

    final @Nullable Folder find(Path directory) {
        return folders.get(normal(directory));
    }

    final boolean hasFolder(Path path) {
        return folders.containsKey(path);
    }

    final List<String> foldersIn(Folder folder) {
        List<String> names = new ArrayList<>();
        for (Path path : folders.keySet()) {
            if (folder.path().equals(path.getParent())) {
                names.add(String.valueOf(path.getFileName()));
            }
        }
        return names;
    }

    private void requireNoFile(Path path) throws NotDirectoryException {
        for (Path at = path; at != null; at = at.getParent()) {
            Path parent = at.getParent();
            Folder folder = parent == null ? null : folders.get(parent);
            if (folder != null && folder.names.containsKey(String.valueOf(at.getFileName()))) {
                throw new NotDirectoryException(at.toString());
            }
        }
    }

    private static Path normal(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
