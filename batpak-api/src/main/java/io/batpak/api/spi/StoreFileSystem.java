package io.batpak.api.spi;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The only door from a store to its medium (DESIGN D-6). Everything that a store keeps lies in one directory, under
 * plain names; every protocol (publish, rotate, repair) is built by the store out of these primitives.
 *
 * <p><b>Threads:</b> everything here is safe for use by many threads at once. <b>Interrupts:</b> no operation is
 * disturbed by an interrupt, and none clears the flag (DESIGN D-11).
 */
public interface StoreFileSystem {
    /** Returns the name of this implementation, unique among all. */
    String name();

    /**
     * Opens a directory; with {@link StoreAccess#READ_WRITE} it is made, with its parents, if it is not there, and the
     * names of what was made are durable when the call returns.
     *
     * @throws java.nio.file.NoSuchFileException if it is not there and may not be made
     * @throws java.nio.file.NotDirectoryException if something else has that name
     */
    StoreDirectory open(Path directory, StoreAccess access) throws IOException;
}
