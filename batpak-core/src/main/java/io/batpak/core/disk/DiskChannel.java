package io.batpak.core.disk;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileLock;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A channel that no interrupt can close (DESIGN D-11): an asynchronous one whose tasks run in the calling thread. A
 * {@code FileChannel} would close itself under everyone when one of its users is interrupted.
 *
 * <p>Only the {@code Future} form is used: with a completion handler the JDK clears the caller's interrupt flag.
 */
final class DiskChannel implements AutoCloseable {
    /** The channel class of Windows builds its completion port on the given pool, so there it must be the JDK's own. */
    static final boolean WINDOWS = File.separatorChar == '\\';

    private static final @Nullable ExecutorService IN_PLACE = WINDOWS ? null : new InPlaceExecutor();

    private final AsynchronousFileChannel channel;

    private DiskChannel(AsynchronousFileChannel channel) {
        this.channel = channel;
    }

    @SuppressWarnings("NullAway") // the JDK takes null for "the default pool"
    static DiskChannel open(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return new DiskChannel(AsynchronousFileChannel.open(path, options, IN_PLACE, attributes));
    }

    long size() throws IOException {
        return channel.size();
    }

    /** Reads until the buffer is full or the file ends; returns the number of bytes. */
    int read(long offset, ByteBuffer target) throws IOException {
        int count = 0;
        while (target.hasRemaining()) {
            int read = await(channel.read(target, offset + count));
            if (read < 0) {
                break;
            }
            count += read;
        }
        return count;
    }

    /** Writes all that remains. */
    void write(long offset, ByteBuffer source) throws IOException {
        long at = offset;
        while (source.hasRemaining()) {
            at += await(channel.write(source, at));
        }
    }

    void truncate(long length) throws IOException {
        channel.truncate(length);
    }

    void force(boolean metadata) throws IOException {
        channel.force(metadata);
    }

    /**
     * Tries to lock the whole file.
     *
     * @return null if another process has the lock
     * @throws java.nio.channels.OverlappingFileLockException if this process has it
     */
    @Nullable
    FileLock tryLock() throws IOException {
        return channel.tryLock();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Takes a result, which is there at once but on Windows, whatever the interrupt flag says; and keeps the flag. */
    private static int await(Future<Integer> result) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException failure(ExecutionException wrapper) {
        Throwable cause = wrapper.getCause();
        if (cause instanceof IOException io) {
            return io;
        }
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new IOException(wrapper);
    }
}
