package io.batpak.testkit;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A directory apart from its handles. */
class Folder {
    /** What a reader sees. In order of creation, so that the same script gives the same run. */
    final Map<String, Inode> names = new LinkedHashMap<>();

    /** Who holds which lock. */
    final Map<String, String> holders = new HashMap<>();

    private final Path path;

    Folder(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** Returns the names a power cut leaves if it takes all it can. */
    Map<String, Inode> durableNames() {
        return names;
    }

    /** Gives a file its name as if it had always been there. */
    void put(Inode inode) {
        names.put(inode.name(), inode);
    }

    void create(long operation, String name, Inode inode) {
        names.put(name, inode);
    }

    void replace(long operation, String from, String to) {
        Inode inode = Objects.requireNonNull(names.remove(from));
        inode.rename(to);
        names.put(to, inode);
    }

    void delete(long operation, String name) {
        names.remove(name);
    }
}
