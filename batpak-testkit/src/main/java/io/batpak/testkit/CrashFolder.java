package io.batpak.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongPredicate;

/** A directory with two truths: the names a reader sees, and those on the medium plus an ordered queue of changes. */
final class CrashFolder extends Folder {
    private final Map<String, Inode> durable = new LinkedHashMap<>();
    private final List<NameChange> unforced = new ArrayList<>();

    CrashFolder(Path path) {
        super(path);
    }

    @Override
    Map<String, Inode> durableNames() {
        return durable;
    }

    List<NameChange> unforced() {
        return unforced;
    }

    @Override
    void put(Inode inode) {
        super.put(inode);
        durable.put(inode.name(), inode);
    }

    @Override
    void create(long operation, String name, Inode inode) {
        super.create(operation, name, inode);
        unforced.add(new NameChange(operation, "", name, inode));
    }

    @Override
    void replace(long operation, String from, String to) {
        Inode inode = Objects.requireNonNull(names.get(from));
        super.replace(operation, from, to);
        unforced.add(new NameChange(operation, from, to, inode));
    }

    @Override
    void delete(long operation, String name) {
        Inode inode = Objects.requireNonNull(names.get(name));
        super.delete(operation, name);
        unforced.add(new NameChange(operation, name, "", inode));
    }

    void commit() {
        unforced.forEach(change -> change.applyTo(durable));
        unforced.clear();
    }

    /** Marks everything clean without having it on the medium. */
    void forget() {
        unforced.clear();
    }

    /** Returns the names a crash leaves if it keeps the changes of those operations. */
    Map<String, Inode> left(LongPredicate kept) {
        Map<String, Inode> left = new LinkedHashMap<>(durable);
        for (NameChange change : unforced) {
            if (kept.test(change.operation())) {
                change.applyTo(left);
            }
        }
        return left;
    }
}
