package io.batpak.core.meta;

import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Reads {@code store.meta}, and replaces it whole: write, force, replace, force the directory. */
public final class MetaFile {
    public static final String NAME = "store.meta";

    private static final String STAGING = NAME + ".new";
    private static final int MAX_LENGTH = 1 << 30;

    private MetaFile() {}

    /**
     * Returns what the file says; nothing if there is no such file.
     *
     * @throws io.batpak.api.error.CorruptionException if it is damaged
     */
    public static Optional<StoreMeta> read(StoreDirectory directory) throws IOException {
        try (StoreFile file = directory.open(NAME, StoreAccess.READ)) {
            ByteBuffer content = ByteBuffer.allocate((int) Math.min(file.length(), MAX_LENGTH));
            file.read(0, content);
            return Optional.of(StoreMeta.decode(content.array()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Replaces the file; durable when this returns. */
    public static void replace(StoreDirectory directory, StoreMeta meta) throws IOException {
        deleteStaging(directory);
        try (StoreFile file = directory.create(STAGING, StoreAccess.READ_WRITE, StoreDirectory.Permissions.DEFAULT)) {
            file.write(0, ByteBuffer.wrap(meta.encode()));
            file.force(ForceMode.ALL);
        }
        directory.replace(STAGING, NAME);
        directory.force();
    }

    private static void deleteStaging(StoreDirectory directory) throws IOException {
        try {
            directory.delete(STAGING);
        } catch (NoSuchFileException e) {
            // the usual case: no earlier attempt failed half-way
        }
    }
}
