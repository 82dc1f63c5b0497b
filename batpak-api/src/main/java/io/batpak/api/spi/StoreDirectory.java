package io.batpak.api.spi;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * One open directory. Names have no separators; links are never followed: where an operation meets one, it fails.
 * A change of names is durable once a later {@link #force} returned.
 */
public interface StoreDirectory extends AutoCloseable {
    /** Who may read what is created. */
    enum Permissions {
        /** Whatever the process's defaults say. */
        DEFAULT,
        /** The owner alone, where the medium knows owners. */
        OWNER_ONLY
    }

    /** What an entry is. */
    enum EntryKind {
        /** A regular file. */
        FILE,
        /** A directory. */
        DIRECTORY,
        /** Anything else: a link, a pipe, a device. */
        OTHER
    }

    /** What a medium can do. */
    enum Capability {
        /** {@link StoreDirectory#force} makes names durable. */
        FORCE_DIRECTORY,
        /** The lock keeps other processes out. */
        LOCK_ACROSS_PROCESSES,
        /** {@link StoreFile#view} may give a view. */
        VIEW,
        /** Names that differ in case only are different. */
        CASE_SENSITIVE
    }

    /**
     * One entry.
     *
     * @param name its name
     * @param kind what it is
     * @param length its length in bytes; 0 unless it is a file
     */
    record Entry(String name, EntryKind kind, long length) {}

    /** Returns all entries, in no particular order, without "." and "..". */
    List<Entry> list() throws IOException;

    /**
     * Creates an empty file, opened with that access.
     *
     * @throws java.nio.file.FileAlreadyExistsException if anything has that name
     */
    StoreFile create(String name, StoreAccess access, Permissions permissions) throws IOException;

    /**
     * Opens a file.
     *
     * @throws java.nio.file.NoSuchFileException if nothing has that name
     */
    StoreFile open(String name, StoreAccess access) throws IOException;

    /**
     * Gives the file {@code from} the name {@code to}, in place of what had it: at every moment, and after a crash at
     * any, {@code to} names the old file or the new one, whole.
     */
    void replace(String from, String to) throws IOException;

    /**
     * Removes a file's name. A file that is still open stays readable through its handle.
     *
     * @throws java.nio.file.NoSuchFileException if nothing has that name
     */
    void delete(String name) throws IOException;

    /** Returns when all changes of names made so far survive a power cut, as far as the medium can do that. */
    void force() throws IOException;

    /**
     * Tries to take an exclusive lock, without waiting. The file is created if it is not there and never deleted. The
     * text is kept where whoever is refused can read it; it decides nothing.
     *
     * @param holder who asks, for people to read; at most 1,000 characters
     */
    LockAttempt tryLock(String name, String holder) throws IOException;

    /** Returns what the medium can do. */
    Set<Capability> capabilities();

    /** Returns how many bytes may still be written, as far as is known. */
    long freeBytes() throws IOException;

    /** Closes the handle; files opened through it stay open. */
    @Override
    void close() throws IOException;
}
