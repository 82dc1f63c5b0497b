package io.batpak.core.disk;

import io.batpak.api.spi.LockAttempt;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A directory of the operating system, known by its real path. */
final class NioDirectory implements StoreDirectory {
    private static final Set<OpenOption> READING = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> WRITING = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> CREATING = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE,
            StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS);

    private final Path path;
    private final StoreAccess access;
    private final FileStore medium;
    private final Set<Capability> capabilities;
    /** The directory itself, to force it; null where directories cannot be opened. */
    private final @Nullable DiskChannel channel;

    private volatile boolean closed;

    private NioDirectory(Path path, StoreAccess access, @Nullable DiskChannel channel) throws IOException {
        this.path = path;
        this.access = access;
        this.channel = channel;
        this.medium = Files.getFileStore(path);
        this.capabilities = Set.copyOf(probe(path, channel != null));
    }

    static NioDirectory open(Path path, StoreAccess access) throws IOException {
        DiskChannel channel = DiskChannel.WINDOWS ? null : DiskChannel.open(path, READING);
        try {
            return new NioDirectory(path, access, channel);
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    @Override
    public List<Entry> list() throws IOException {
        requireOpen();
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
            for (Path entry : stream) {
                BasicFileAttributes attributes = attributes(entry);
                if (attributes != null) {
                    entries.add(entry(String.valueOf(entry.getFileName()), attributes));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }

    @Override
    public StoreFile create(String name, StoreAccess fileAccess, Permissions permissions) throws IOException {
        Path file = resolve(name);
        requireWritable();
        FileAttribute<?>[] attributes = permissions == Permissions.OWNER_ONLY && knowsOwners()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        DiskChannel opened = DiskChannel.open(file, CREATING, attributes);
        return wrap(opened, file, fileAccess);
    }

    @Override
    public StoreFile open(String name, StoreAccess fileAccess) throws IOException {
        Path file = resolve(name);
        requireOpen();
        if (fileAccess != StoreAccess.READ) {
            requireWritable();
        }
        Object key = requireFile(file).fileKey();
        if (LockRegistry.isHeld(file, key)) {
            throw new FileSystemException(file.toString(), null,
                    "is a lock that this process holds; closing it again would release the lock (LOCK-02)");
        }
        DiskChannel opened = DiskChannel.open(file, fileAccess == StoreAccess.READ ? READING : WRITING);
        return wrap(opened, file, fileAccess);
    }

    @Override
    public void replace(String from, String to) throws IOException {
        Path source = resolve(from);
        Path target = resolve(to);
        requireWritable();
        requireFile(source);
        BasicFileAttributes replaced = attributes(target);
        if (replaced != null) {
            requireFile(target, replaced);
        }
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String name) throws IOException {
        Path file = resolve(name);
        requireWritable();
        requireFile(file);
        Files.delete(file);
    }

    @Override
    public void force() throws IOException {
        requireOpen();
        if (channel != null) {
            channel.force(true);
        }
    }

    @Override
    public LockAttempt tryLock(String name, String holder) throws IOException {
        Path file = resolve(name);
        if (holder.length() > LockFile.MAX_HOLDER_LENGTH) {
            throw new IllegalArgumentException("Holder longer than " + LockFile.MAX_HOLDER_LENGTH + " characters");
        }
        requireOpen();
        BasicFileAttributes attributes = attributes(file);
        if (attributes == null) {
            requireWritable();
        }
        return LockRegistry.tryLock(file, holder);
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public long freeBytes() throws IOException {
        requireOpen();
        return medium.getUsableSpace();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        if (channel != null) {
            channel.close();
        }
    }

    private static StoreFile wrap(DiskChannel opened, Path file, StoreAccess access) throws IOException {
        try {
            return new NioFile(opened, new FileLocation(file, requireFile(file).fileKey()), access);
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static Entry entry(String name, BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            return new Entry(name, EntryKind.FILE, attributes.size());
        }
        return new Entry(name, attributes.isDirectory() ? EntryKind.DIRECTORY : EntryKind.OTHER, 0);
    }

    private static Set<Capability> probe(Path path, boolean canForce) throws IOException {
        Set<Capability> found = EnumSet.of(Capability.LOCK_ACROSS_PROCESSES);
        if (canForce) {
            found.add(Capability.FORCE_DIRECTORY);
        }
        BasicFileAttributes attributes = attributes(path);
        if (attributes != null && attributes.fileKey() != null) {
            found.add(Capability.VIEW);
        }
        String name = String.valueOf(path.getFileName());
        String other = name.toUpperCase(Locale.ROOT).equals(name)
                ? name.toLowerCase(Locale.ROOT)
                : name.toUpperCase(Locale.ROOT);
        // A name without letters says nothing; then the cautious answer holds.
        if (!other.equals(name)
                && !(Files.exists(path.resolveSibling(other)) && Files.isSameFile(path, path.resolveSibling(other)))) {
            found.add(Capability.CASE_SENSITIVE);
        }
        return found;
    }

    private boolean knowsOwners() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static BasicFileAttributes requireFile(Path file) throws IOException {
        BasicFileAttributes attributes = attributes(file);
        if (attributes == null) {
            throw new NoSuchFileException(file.toString());
        }
        requireFile(file, attributes);
        return attributes;
    }

    static void requireFile(Path file, BasicFileAttributes attributes) throws FileSystemException {
        if (!attributes.isRegularFile()) {
            String found = attributes.isDirectory() ? "a directory"
                    : attributes.isSymbolicLink() ? "a link" : "special";
            throw new FileSystemException(file.toString(), null, "is " + found + ", not a regular file");
        }
    }

    /** Returns what is at a path, links not followed; null if nothing is. */
    static @Nullable BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private Path resolve(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0
                || name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("Not a plain name: '" + name + "'");
        }
        return path.resolve(name);
    }

    private void requireOpen() throws ClosedChannelException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }

    private void requireWritable() throws IOException {
        requireOpen();
        if (access == StoreAccess.READ) {
            throw new AccessDeniedException(path.toString(), null, "opened for reading");
        }
    }
}
