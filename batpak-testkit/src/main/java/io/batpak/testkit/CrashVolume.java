package io.batpak.testkit;

import io.batpak.api.spi.StoreDirectory.Permissions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** A medium in memory that forgets what was not forced. */
final class CrashVolume extends Volume {
    private final List<Operation> journal = new ArrayList<>();
    private final ForceFaults forceFaults = new ForceFaults();
    private long cutAfter = Long.MAX_VALUE;

    List<Operation> journal() {
        return List.copyOf(journal);
    }

    long operationCount() {
        return journal.size();
    }

    ForceFaults forceFaults() {
        return forceFaults;
    }

    void cutAfter(long operations) {
        // The power that is gone stays gone.
        if (!isCut()) {
            cutAfter = operations;
        }
    }

    boolean isCut() {
        return journal.size() >= cutAfter;
    }

    @Override
    void requirePower() {
        if (isCut()) {
            throw new SimulatedPowerCut("Power cut after operation " + cutAfter
                    + (journal.isEmpty() ? "" : ": " + journal.getLast()));
        }
    }

    @Override
    long begin(Operation operation) {
        requirePower();
        journal.add(operation.numbered(journal.size() + 1L));
        return journal.size();
    }

    @Override
    void force(Inode inode) throws IOException {
        super.force(inode);
        settle(((CrashInode) inode)::commit, ((CrashInode) inode)::forget);
    }

    @Override
    void force(Folder folder) throws IOException {
        super.force(folder);
        settle(((CrashFolder) folder)::commit, ((CrashFolder) folder)::forget);
    }

    @Override
    Inode newInode(String name, Permissions permissions, PagedBytes content) {
        return new CrashInode(name, permissions, content);
    }

    @Override
    Folder newFolder(Path path) {
        return new CrashFolder(path);
    }

    /** Returns all that is not forced, of files that have a name or may get one back. */
    Unforced unforced() {
        List<Long> operations = new ArrayList<>();
        List<ByteChange> writes = new ArrayList<>();
        Set<Inode> inodes = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Folder folder : folders()) {
            inodes.addAll(folder.durableNames().values());
            for (NameChange change : ((CrashFolder) folder).unforced()) {
                operations.add(change.operation());
                inodes.add(change.inode());
            }
        }
        for (Inode inode : inodes) {
            for (ByteChange change : ((CrashInode) inode).unforced()) {
                operations.add(change.operation());
                if (!change.isTruncation()) {
                    writes.add(change);
                }
            }
        }
        Collections.sort(operations);
        writes.sort(Comparator.comparingLong(ByteChange::operation));
        return new Unforced(operations, writes);
    }

    /** Returns what is found when the power is back. */
    CrashVolume after(CrashPolicy policy) {
        Survival survival = policy.survival(unforced());
        CrashVolume after = new CrashVolume();
        Collection<Folder> before = folders();
        for (Folder folder : before) {
            Folder copy = after.make(folder.path());
            ((CrashFolder) folder).left(survival.names()).forEach((name, inode) -> {
                CrashInode old = (CrashInode) inode;
                copy.put(after.newInode(name, old.permissions(), survival.bytes().left(old.durable(), old.unforced())));
            });
        }
        return after;
    }

    private void settle(Runnable commit, Runnable forget) throws IOException {
        Operation force = journal.getLast();
        switch (forceFaults.judge(force)) {
            case HONEST -> commit.run();
            case DROP -> {
                // A lying disk: nothing is done, and nobody is told.
            }
            case FAIL -> {
                forget.run();
                throw new IOException("Input/output error (simulated) at " + force);
            }
        }
    }
}
