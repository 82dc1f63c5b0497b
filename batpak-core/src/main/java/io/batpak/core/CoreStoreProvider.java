package io.batpak.core;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.StoreProvider;
import io.batpak.api.StoreReader;
import io.batpak.api.error.BatpakException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.spi.LockAttempt;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFileSystem;
import io.batpak.api.verify.CheckReport;
import io.batpak.api.verify.Inspection;
import io.batpak.api.verify.SalvageReport;
import io.batpak.core.append.CommitSteps;
import io.batpak.core.check.StoreCheck;
import io.batpak.core.check.StoreInspector;
import io.batpak.core.disk.NioFileSystem;
import io.batpak.core.meta.MetaFile;
import io.batpak.core.plugins.Providers;
import io.batpak.core.recovery.SegmentFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** The service by which applications find this store. */
public final class CoreStoreProvider implements StoreProvider {
    private static final String LOCK = "lock";

    @Override
    public Store open(StoreConfig config) {
        return open(config, CommitSteps.NONE);
    }

    /** Opens a store and listens to the steps of its commits; for tests (D-23). */
    static Store open(StoreConfig config, CommitSteps steps) {
        boolean exists = isThere(config, config.directory());
        if (config.openMode() == StoreConfig.OpenMode.EXISTING && !exists) {
            throw missing(config.directory(), null);
        }
        if (config.openMode() == StoreConfig.OpenMode.CREATE && exists) {
            throw alreadyThere(config.directory());
        }
        if (!exists) {
            StoreIdentity.requireServed(config, providers(config)); // J-29: before anything is made
        }
        try {
            return openLocked(config, fileSystem(config).open(config.directory(), StoreAccess.READ_WRITE), steps);
        } catch (IOException e) {
            throw CoreReader.failed("The store at " + config.directory() + " could not be opened", e);
        }
    }

    private static Store openLocked(StoreConfig config, StoreDirectory directory, CommitSteps steps)
            throws IOException {
        LockAttempt.Lock lock = null;
        try {
            LockAttempt attempt = directory.tryLock(LOCK, StoreAssembly.holder(config.clock().orElse(null)));
            if (attempt instanceof LockAttempt.Refused refused) {
                throw new StoreUnavailableException(
                        ErrorCode.STORE_LOCKED,
                        "The store at " + config.directory() + " is open for writing: "
                                + (refused.holder().isEmpty() ? "by an unknown process" : refused.holder())
                                + ". Close it there, or open it read-only here.",
                        null);
            }
            lock = ((LockAttempt.Acquired) attempt).lock();
            return new StoreAssembly(config, directory, steps, lock).open();
        } catch (IOException | RuntimeException e) {
            giveBack(directory, lock, e);
            throw e;
        }
    }

    private static void giveBack(
            StoreDirectory directory, LockAttempt.@org.jspecify.annotations.Nullable Lock lock, Exception failure) {
        try (directory) {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public StoreReader openReadOnly(StoreConfig config) {
        return withDirectory(config, directory -> ReaderAssembly.open(config, directory), false);
    }

    @Override
    public CheckReport verify(StoreConfig config) {
        return withDirectory(config, directory -> StoreCheck.check(directory, providers(config)::hash), true);
    }

    @Override
    public Inspection inspect(StoreConfig config) {
        return withDirectory(config, StoreInspector::inspect, true);
    }

    @Override
    public SalvageReport salvage(StoreConfig config, Path target) {
        return withDirectory(config, directory -> new Salvage(config, directory, target).run(), true);
    }

    /** What is done with the directory of a store that is there. */
    private interface Use<T> {
        T with(StoreDirectory directory) throws IOException;
    }

    private static <T> T withDirectory(StoreConfig config, Use<T> use, boolean closeAfterwards) {
        StoreDirectory directory;
        try {
            directory = fileSystem(config).open(config.directory(), StoreAccess.READ);
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw missing(config.directory(), e);
        } catch (IOException e) {
            throw CoreReader.failed("The directory " + config.directory() + " could not be opened", e);
        }
        try {
            if (!holdsStore(directory)) {
                throw missing(config.directory(), null);
            }
            T result = use.with(directory);
            if (closeAfterwards) {
                directory.close();
            }
            return result;
        } catch (IOException e) {
            giveBack(directory, null, e);
            throw CoreReader.failed("The store at " + config.directory() + " could not be read", e);
        } catch (BatpakException e) {
            giveBack(directory, null, e);
            throw e;
        }
    }

    /** Returns true if there is a store, with the configuration's file system, at a path. */
    static boolean isThere(StoreConfig config, Path path) {
        try (StoreDirectory directory = fileSystem(config).open(path, StoreAccess.READ)) {
            return holdsStore(directory);
        } catch (NoSuchFileException e) {
            return false;
        } catch (NotDirectoryException e) {
            throw missing(path, e);
        } catch (IOException e) {
            throw CoreReader.failed("The directory " + path + " could not be opened", e);
        }
    }

    static StoreUnavailableException alreadyThere(Path path) {
        return new StoreUnavailableException(
                ErrorCode.STORE_EXISTS,
                "There is a store at " + path + " already. Open it, or choose another directory.",
                null);
    }

    private static boolean holdsStore(StoreDirectory directory) throws IOException {
        return !SegmentFiles.list(directory).isEmpty()
                || directory.list().stream().anyMatch(e -> e.name().equals(MetaFile.NAME));
    }

    private static StoreUnavailableException missing(
            Path path, @org.jspecify.annotations.Nullable IOException cause) {
        return new StoreUnavailableException(
                ErrorCode.STORE_MISSING,
                "There is no store at " + path + ". Check the path; the first append makes a store.",
                cause);
    }

    static StoreFileSystem fileSystem(StoreConfig config) {
        return config.fileSystem().orElseGet(NioFileSystem::new);
    }

    static Providers providers(StoreConfig config) {
        return Providers.discover(config.hashProviders(), config.codecProviders());
    }
}
