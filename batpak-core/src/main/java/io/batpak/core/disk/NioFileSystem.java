package io.batpak.core.disk;

import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFileSystem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file systems of the operating system.
 *
 * <p>A directory may be named through links; which one is meant is settled when it is opened. Inside it links are
 * refused.
 *
 * <p><b>Threads:</b> safe for use by many threads at once; no operation is disturbed by an interrupt (DESIGN D-11).
 */
public final class NioFileSystem implements StoreFileSystem {
    /** Makes the file system; it has no state. */
    public NioFileSystem() {}

    @Override
    public String name() {
        return "nio";
    }

    @Override
    public StoreDirectory open(Path directory, StoreAccess access) throws IOException {
        if (access != StoreAccess.READ) {
            make(directory.toAbsolutePath());
        }
        if (!Files.isDirectory(directory)) {
            if (Files.notExists(directory)) {
                throw new NoSuchFileException(directory.toString());
            }
            throw new NotDirectoryException(directory.toString());
        }
        return NioDirectory.open(directory.toRealPath(), access);
    }

    /** Makes what is missing, outermost first, and forces the directory that each new name is in. */
    private static void make(Path directory) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        @Nullable
        Path there = directory;
        for (; there != null && Files.notExists(there); there = there.getParent()) {
            missing.push(there);
        }
        if (there != null && !Files.isDirectory(there)) {
            throw new NotDirectoryException(there.toString());
        }
        for (Path path : missing) {
            try {
                Files.createDirectory(path);
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(path)) {
                    throw new NotDirectoryException(path.toString());
                }
                // Somebody else was quicker, and may not have forced the name yet.
            }
            Path parent = path.getParent();
            if (parent != null) {
                force(parent);
            }
        }
    }

    private static void force(Path directory) throws IOException {
        if (DiskChannel.WINDOWS) {
            return;
        }
        try (DiskChannel channel = DiskChannel.open(directory, Set.of(StandardOpenOption.READ))) {
            channel.force(true);
        }
    }
}
