package io.batpak.core.disk;

import io.batpak.api.spi.LockAttempt;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All locks of this process.
 *
 * <p>To POSIX a record lock belongs to the process, and closing <em>any</em> descriptor of its file gives it up. So
 * before a lock file is opened, it has to be known whether this process holds its lock, through whatever path and
 * whatever store (LOCK-02, LOCK-06). That is why the registry is static, the only mutable thing here that is, and why
 * it goes by device and inode instead of names.
 */
final class LockRegistry {
    private static final int MAX_ATTEMPTS = 16;

    /** From a file's identity to what the holder said. */
    private static final Map<Object, String> HELD = new ConcurrentHashMap<>();
    /** One attempt or release at a time: nobody may open or close a lock file while another is about to lock it. */
    private static final ReentrantLock ATTEMPT = new ReentrantLock();

    private LockRegistry() {}

    /** Returns true if this process holds the lock of that file. */
    static boolean isHeld(Path file, @Nullable Object key) {
        return HELD.containsKey(identity(file, key));
    }

    /** Makes one attempt; the file is made if it is not there. */
    static LockAttempt tryLock(Path file, String holder) throws IOException {
        ATTEMPT.lock();
        try {
            for (int i = 0; i < MAX_ATTEMPTS; i++) {
                BasicFileAttributes before = NioDirectory.attributes(file);
                if (before == null) {
                    LockFile.create(file);
                    continue;
                }
                NioDirectory.requireFile(file, before);
                LockAttempt attempt = tryLock(file, identity(file, before.fileKey()), holder);
                if (attempt != null) {
                    return attempt;
                }
            }
        } finally {
            ATTEMPT.unlock();
        }
        throw new FileSystemException(file.toString(), null, "is made anew again and again while it is being locked");
    }

    /** Returns null if the path names another file by now: the lock, if taken, guards nothing (LOCK-04). */
    private static @Nullable LockAttempt tryLock(Path file, Object identity, String holder) throws IOException {
        String other = HELD.get(identity);
        if (other != null) {
            return new LockAttempt.Refused(other);
        }
        LockFile opened = LockFile.open(file);
        if (!opened.tryLock()) {
            return new LockAttempt.Refused(opened.readHolderAndLeave());
        }
        BasicFileAttributes after = NioDirectory.attributes(file);
        if (after == null || !identity(file, after.fileKey()).equals(identity)) {
            opened.close();
            return null;
        }
        opened.writeHolder(holder);
        HELD.put(identity, holder);
        return new LockAttempt.Acquired(new HeldLock(file, opened, identity));
    }

    /** Where files have no keys, the real path must do. */
    private static Object identity(Path file, @Nullable Object key) {
        return key == null ? file : key;
    }

    /** A lock of this process. */
    private static final class HeldLock implements LockAttempt.Lock {
        private final Path path;
        private final LockFile file;
        private final Object identity;
        private boolean released;

        HeldLock(Path path, LockFile file, Object identity) {
            this.path = path;
            this.file = file;
            this.identity = identity;
        }

        @Override
        public boolean isValid() throws IOException {
            BasicFileAttributes now = NioDirectory.attributes(path);
            return now != null && identity(path, now.fileKey()).equals(identity);
        }

        @Override
        public void close() throws IOException {
            ATTEMPT.lock();
            try {
                if (!released) {
                    released = true;
                    HELD.remove(identity);
                    file.close();
                }
            } finally {
                ATTEMPT.unlock();
            }
        }
    }
}
