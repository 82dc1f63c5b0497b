package io.batpak.testkit;

import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import io.batpak.api.spi.StoreFileSystem;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file system around another, in which every operation passes through one place. Files are known there by the name
 * they were opened or created with, also after they were given another one.
 */
abstract class ForwardingFileSystem implements StoreFileSystem {
    private final StoreFileSystem inner;

    ForwardingFileSystem(StoreFileSystem inner) {
        this.inner = inner;
    }

    /** An operation of the inner file system. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws IOException;
    }

    /** Runs an operation, or does not. It has no number yet. */
    abstract <T> T around(Operation operation, Call<T> call) throws IOException;

    /** Returns the handle of a file to hand out. */
    StoreFile wrap(StoreFile file, String name) {
        return new ForwardingFile(this, file, name);
    }

    /** Returns how many bytes are free, of those the inner file system has. */
    long freeBytes(long innerFreeBytes) {
        return innerFreeBytes;
    }

    @Override
    public final String name() {
        return inner.name();
    }

    @Override
    public final StoreDirectory open(Path directory, StoreAccess access) throws IOException {
        Operation operation = Operation.on(OperationKind.OPEN_DIRECTORY, String.valueOf(directory.getFileName()));
        return new ForwardingDirectory(this, around(operation, () -> inner.open(directory, access)));
    }
}
