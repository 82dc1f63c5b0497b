package io.batpak.core.disk;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an open file lies now. Mapping needs a second, short-lived channel, which can only be opened by name, and names
 * change under an open file: so the file is recognised by its key (device and inode), and looked for in its directory
 * when its name has become another's. While the file is open, no other can get its key.
 */
final class FileLocation {
    private final @Nullable Object key;
    private volatile Path path;

    FileLocation(Path path, @Nullable Object key) {
        this.path = path;
        this.key = key;
    }

    /** Returns the last known path, for messages. */
    Path path() {
        return path;
    }

    /** Maps a part of the file; empty if the file has no name any more, or files have no keys here. */
    Optional<MappedByteBuffer> map(MapMode mode, long offset, long length) throws IOException {
        Optional<Path> found = find();
        return found.isEmpty() ? Optional.empty() : Optional.of(map(found.get(), mode, offset, length));
    }

    private Optional<Path> find() throws IOException {
        if (key == null) {
            return Optional.empty();
        }
        if (isHere(path)) {
            return Optional.of(path);
        }
        Path parent = path.getParent();
        if (parent == null) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent)) {
            for (Path entry : entries) {
                if (isHere(entry)) {
                    path = entry;
                    return Optional.of(entry);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return Optional.empty();
    }

    private boolean isHere(Path candidate) throws IOException {
        try {
            return Files.readAttributes(candidate, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey()
                    .equals(key);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Mapping is interruptible and an interrupt closes the channel, but this one serves nobody else: try again. */
    private static MappedByteBuffer map(Path path, MapMode mode, long offset, long length) throws IOException {
        Set<OpenOption> options = mode.equals(MapMode.READ_ONLY)
                ? Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)
                : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        boolean interrupted = false;
        try {
            while (true) {
                try (FileChannel channel = FileChannel.open(path, options)) {
                    return channel.map(mode, offset, length);
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
