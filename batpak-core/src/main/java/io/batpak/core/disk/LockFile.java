package io.batpak.core.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An open lock file. Only {@link LockRegistry} may open one, since closing it gives up the lock of this process. */
final class LockFile implements AutoCloseable {
    static final int MAX_HOLDER_LENGTH = 1000;

    /** UTF-8 takes at most three bytes for each char of a string. */
    private static final int MAX_HOLDER_BYTES = 3 * MAX_HOLDER_LENGTH;

    /** Files that must stay open: see {@link #readHolderAndLeave}. Grows only when stores are opened in vain. */
    private static final Queue<DiskChannel> NEVER_CLOSED = new ConcurrentLinkedQueue<>();

    private final DiskChannel channel;
    private boolean heldByOtherLoader;

    private LockFile(DiskChannel channel) {
        this.channel = channel;
    }

    /** Makes the file; does nothing if somebody else was quicker. */
    static void create(Path file) throws IOException {
        try {
            DiskChannel.open(file, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)).close();
        } catch (FileAlreadyExistsException e) {
            // It is there, which is all that is wanted.
        }
    }

    static LockFile open(Path file) throws IOException {
        return new LockFile(DiskChannel.open(file,
                Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)));
    }

    /** Tries to lock. If it fails, call {@link #readHolderAndLeave} next. */
    boolean tryLock() throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Not in the registry and yet held by this process: another class loader has its own copy of this class.
            heldByOtherLoader = true;
            return false;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Reads what the holder wrote, and closes the file, unless that would release the lock of this very process. */
    String readHolderAndLeave() throws IOException {
        try {
            ByteBuffer text = ByteBuffer.allocate(MAX_HOLDER_BYTES);
            channel.read(0, text);
            return StandardCharsets.UTF_8.decode(text.flip()).toString();
        } finally {
            if (heldByOtherLoader) {
                NEVER_CLOSED.add(channel);
            } else {
                channel.close();
            }
        }
    }

    /** Writes what the holder says. It decides nothing (LOCK-03), so a full disk must not keep anybody from locking. */
    void writeHolder(String holder) {
        try {
            channel.truncate(0);
            channel.write(0, StandardCharsets.UTF_8.encode(holder));
        } catch (IOException e) {
            // Whoever is refused will read that nothing is known.
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
