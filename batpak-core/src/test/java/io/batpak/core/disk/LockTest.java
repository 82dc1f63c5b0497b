package io.batpak.core.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.spi.LockAttempt;
import io.batpak.api.spi.LockAttempt.Acquired;
import io.batpak.api.spi.LockAttempt.Refused;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreDirectory.Permissions;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One lock, one holder: in this process, through other paths, and among processes. */
class LockTest {
    @TempDir
    private Path temp;

    private StoreDirectory directory;

    @BeforeEach
    void open() throws Exception {
        directory = new NioFileSystem().open(temp, StoreAccess.READ_WRITE);
    }

    @AfterEach
    void close() throws Exception {
        directory.close();
    }

    @Test // FS-38, LOCK-01
    void tryLock_whileThisProcessHasIt_isRefusedWithTheHoldersText() throws Exception {
        try (LockAttempt.Lock lock = acquire("first, ä")) {
            assertThat(directory.tryLock("lock", "second")).isEqualTo(new Refused("first, ä"));
            assertThat(lock).isNotNull();
        }
    }

    @Test // FS-40
    void close_givesTheLockBack_once() throws Exception {
        LockAttempt.Lock first = acquire("first");
        first.close();
        LockAttempt.Lock second = acquire("second");
        first.close();
        assertThat(directory.tryLock("lock", "third")).isEqualTo(new Refused("second"));
        second.close();
        assertThat(temp.resolve("lock")).hasContent("second");
    }

    @Test // FS-43, LOCK-06
    void tryLock_throughAnotherPath_isRefused() throws Exception {
        Path alias = Files.createSymbolicLink(temp.resolve("alias"), Files.createDirectory(temp.resolve("real")));
        try (StoreDirectory real = new NioFileSystem().open(temp.resolve("real"), StoreAccess.READ_WRITE);
                StoreDirectory aliased = new NioFileSystem().open(alias, StoreAccess.READ_WRITE)) {
            Acquired acquired = (Acquired) real.tryLock("lock", "first");
            Files.createLink(temp.resolve("hard"), temp.resolve("real/lock"));
            assertThat(aliased.tryLock("lock", "second")).isEqualTo(new Refused("first"));
            assertThat(directory.tryLock("hard", "third")).isEqualTo(new Refused("first"));
            acquired.lock().close();
        }
    }

    @Test // FS-39, FS-41, LOCK-08
    void tryLock_whileAnotherProcessHasIt_isRefused_untilThatOneIsKilled() throws Exception {
        try (ForkedJvm other = ForkedJvm.start(LockHolder.class, temp.toString())) {
            assertThat(other.readLine()).isEqualTo("Acquired");
            assertThat(directory.tryLock("lock", "me")).isEqualTo(new Refused("the other process"));
            other.kill();
            acquire("me").close();
        }
    }

    @Test // FS-42, LOCK-02
    void openingFiles_orTheLockItself_doesNotReleaseIt() throws Exception {
        try (LockAttempt.Lock lock = acquire("me")) {
            assertThat(lock).isNotNull();
            directory.create("data", StoreAccess.READ_WRITE, Permissions.DEFAULT).close();
            directory.open("data", StoreAccess.READ).close();
            assertThat(directory.list()).hasSize(2);
            Files.createLink(temp.resolve("hard"), temp.resolve("lock"));
            for (String name : new String[] {"lock", "hard"}) {
                assertThatThrownBy(() -> directory.open(name, StoreAccess.READ))
                        .isInstanceOf(FileSystemException.class).hasMessageContaining("LOCK-02");
            }
            directory.tryLock("lock", "me again");
            assertOtherProcessIsRefused();
        }
        directory.open("lock", StoreAccess.READ).close();
    }

    @Test // LOCK-02: two copies of these classes know nothing of each other's registry
    void tryLock_byAnotherClassLoader_isRefusedAndReleasesNothing() throws Exception {
        try (LockAttempt.Lock lock = acquire("me")) {
            assertThat(lock).isNotNull();
            assertThat(tryLockInAnotherClassLoader()).isEqualTo("Refused[holder=me]");
            assertOtherProcessIsRefused();
        }
    }

    @Test // LOCK-04
    void tryLock_afterTheFileWasMadeAnew_locksTheNewOne() throws Exception {
        LockAttempt.Lock old = acquire("old");
        Files.delete(temp.resolve("lock"));
        LockAttempt.Lock current = acquire("new");
        old.close();
        assertThat(directory.tryLock("lock", "other")).isEqualTo(new Refused("new"));
        assertOtherProcessIsRefused();
        current.close();
    }

    @Test
    void tryLock_byManyThreads_succeedsOnce() throws Exception {
        for (int round = 0; round < 50; round++) {
            AtomicInteger acquired = new AtomicInteger();
            String name = "lock" + round;
            Thread[] threads = new Thread[4];
            for (int i = 0; i < threads.length; i++) {
                threads[i] = Thread.ofPlatform().start(() -> {
                    try {
                        if (directory.tryLock(name, "one of many") instanceof Acquired) {
                            acquired.incrementAndGet();
                        }
                    } catch (IOException e) {
                        acquired.addAndGet(100);
                    }
                });
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(acquired).hasValue(1);
        }
    }

    @Test
    void tryLock_withATextThatIsTooLong_isRefusedAtOnce() throws Exception {
        assertThatIllegalArgumentException().isThrownBy(() -> directory.tryLock("lock", "x".repeat(1001)));
        acquire("日".repeat(1000)).close();
        try (ForkedJvm other = ForkedJvm.start(LockHolder.class, temp.toString())) {
            assertThat(other.readLine()).isEqualTo("Acquired");
        }
    }

    private LockAttempt.Lock acquire(String holder) throws IOException {
        return ((Acquired) directory.tryLock("lock", holder)).lock();
    }

    private void assertOtherProcessIsRefused() throws Exception {
        try (ForkedJvm other = ForkedJvm.start(LockHolder.class, temp.toString())) {
            assertThat(other.readLine()).isEqualTo("Refused");
        }
    }

    private String tryLockInAnotherClassLoader() throws Exception {
        URL[] roots = ForkedJvm.roots(LockHolder.class);
        // No parent: the platform's loader would find the modules of this test run.
        try (URLClassLoader loader = new URLClassLoader(roots, null)) {
            Object fileSystem = loader.loadClass(NioFileSystem.class.getName()).getConstructor().newInstance();
            Class<?> access = loader.loadClass(StoreAccess.class.getName());
            Object other = loader.loadClass("io.batpak.api.spi.StoreFileSystem").getMethod("open", Path.class, access)
                    .invoke(fileSystem, temp, access.getEnumConstants()[1]);
            Object attempt = loader.loadClass(StoreDirectory.class.getName())
                    .getMethod("tryLock", String.class, String.class).invoke(other, "lock", "other loader");
            return attempt.toString();
        }
    }
}
