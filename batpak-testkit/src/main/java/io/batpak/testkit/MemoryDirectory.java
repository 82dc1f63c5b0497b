package io.batpak.testkit;

import io.batpak.api.spi.LockAttempt;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A handle of a directory on a {@link Volume}. */
final class MemoryDirectory implements StoreDirectory {
    private static final long FREE_BYTES = 1L << 40;
    private static final int MAX_HOLDER_LENGTH = 1000;

    private final Volume volume;
    private final Folder folder;
    private final StoreAccess access;
    private boolean closed;

    MemoryDirectory(Volume volume, Folder folder, StoreAccess access) {
        this.volume = volume;
        this.folder = folder;
        this.access = access;
    }

    @Override
    public List<Entry> list() throws IOException {
        volume.lock.lock();
        try {
            requireOpen();
            List<Entry> entries = new ArrayList<>();
            folder.names.forEach(
                    (name, inode) -> entries.add(new Entry(name, EntryKind.FILE, inode.content.length())));
            for (String name : volume.foldersIn(folder)) {
                entries.add(new Entry(name, EntryKind.DIRECTORY, 0));
            }
            return entries;
        } finally {
            volume.lock.unlock();
        }
    }

    @Override
    public StoreFile create(String name, StoreAccess fileAccess, Permissions permissions) throws IOException {
        requirePlain(name);
        volume.lock.lock();
        try {
            requireWritable();
            if (folder.names.containsKey(name) || isDirectory(name)) {
                throw new FileAlreadyExistsException(path(name));
            }
            return new MemoryFile(volume, make(OperationKind.CREATE, name, permissions), fileAccess);
        } finally {
            volume.lock.unlock();
        }
    }

    @Override
    public StoreFile open(String name, StoreAccess fileAccess) throws IOException {
        requirePlain(name);
        volume.lock.lock();
        try {
            requireOpen();
            if (fileAccess != StoreAccess.READ) {
                requireWritable();
            }
            return new MemoryFile(volume, existing(name), fileAccess);
        } finally {
            volume.lock.unlock();
        }
    }

    @Override
    public void replace(String from, String to) throws IOException {
        requirePlain(from);
        requirePlain(to);
        volume.lock.lock();
        try {
            requireWritable();
            existing(from);
            if (isDirectory(to)) {
                throw new FileSystemException(path(to), null, "is a directory");
            }
            folder.replace(volume.begin(Operation.replace(from, to)), from, to);
        } finally {
            volume.lock.unlock();
        }
    }

    @Override
    public void delete(String name) throws IOException {
        requirePlain(name);
        volume.lock.lock();
        try {
            requireWritable();
            existing(name);
            folder.delete(volume.begin(Operation.on(OperationKind.DELETE, name)), name);
        } finally {
            volume.lock.unlock();
        }
    }

    @Override
    public void force() throws IOException {
        volume.lock.lock();
        try {
            requireOpen();
            volume.force(folder);
        } finally {
            volume.lock.unlock();
        }
    }

    @Override
    public LockAttempt tryLock(String name, String holder) throws IOException {
        requirePlain(name);
        if (holder.length() > MAX_HOLDER_LENGTH) {
            throw new IllegalArgumentException("Holder longer than " + MAX_HOLDER_LENGTH + " characters");
        }
        volume.lock.lock();
        try {
            requireOpen();
            if (folder.names.containsKey(name) || isDirectory(name)) {
                existing(name);
                volume.begin(Operation.on(OperationKind.LOCK, name));
            } else {
                requireWritable();
                make(OperationKind.LOCK, name, Permissions.DEFAULT);
            }
            String other = folder.holders.putIfAbsent(name, holder);
            return other == null
                    ? new LockAttempt.Acquired(new HeldLock(volume, folder, name))
                    : new LockAttempt.Refused(other);
        } finally {
            volume.lock.unlock();
        }
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public long freeBytes() throws IOException {
        volume.lock.lock();
        try {
            requireOpen();
            return FREE_BYTES;
        } finally {
            volume.lock.unlock();
        }
    }

    @Override
    public void close() {
        volume.lock.lock();
        try {
            closed = true;
        } finally {
            volume.lock.unlock();
        }
    }

    private Inode make(OperationKind kind, String name, Permissions permissions) {
        long operation = volume.begin(Operation.on(kind, name));
        Inode inode = volume.newInode(name, permissions, new PagedBytes());
        folder.create(operation, name, inode);
        return inode;
    }

    private Inode existing(String name) throws IOException {
        Inode inode = folder.names.get(name);
        if (inode != null) {
            return inode;
        }
        if (isDirectory(name)) {
            throw new FileSystemException(path(name), null, "is a directory");
        }
        throw new NoSuchFileException(path(name));
    }

    private boolean isDirectory(String name) {
        return volume.hasFolder(folder.path().resolve(name));
    }

    private String path(String name) {
        return folder.path().resolve(name).toString();
    }

    private void requireOpen() throws IOException {
        volume.requirePower();
        if (closed) {
            throw new ClosedChannelException();
        }
    }

    private void requireWritable() throws IOException {
        requireOpen();
        if (access == StoreAccess.READ) {
            throw new AccessDeniedException(folder.path().toString(), null, "opened for reading");
        }
    }

    private static void requirePlain(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0
                || name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("Not a plain name: '" + name + "'");
        }
    }
}
