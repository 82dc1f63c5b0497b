package io.batpak.testkit;

import io.batpak.api.spi.LockAttempt;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** A directory of a {@link ForwardingFileSystem}. */
final class ForwardingDirectory implements StoreDirectory {
    private final ForwardingFileSystem fileSystem;
    private final StoreDirectory inner;

    ForwardingDirectory(ForwardingFileSystem fileSystem, StoreDirectory inner) {
        this.fileSystem = fileSystem;
        this.inner = inner;
    }

    @Override
    public List<Entry> list() throws IOException {
        return fileSystem.around(Operation.on(OperationKind.LIST, ""), inner::list);
    }

    @Override
    public StoreFile create(String name, StoreAccess access, Permissions permissions) throws IOException {
        Operation operation = Operation.on(OperationKind.CREATE, name);
        return fileSystem.wrap(fileSystem.around(operation, () -> inner.create(name, access, permissions)), name);
    }

    @Override
    public StoreFile open(String name, StoreAccess access) throws IOException {
        Operation operation = Operation.on(OperationKind.OPEN, name);
        return fileSystem.wrap(fileSystem.around(operation, () -> inner.open(name, access)), name);
    }

    @Override
    public void replace(String from, String to) throws IOException {
        fileSystem.around(Operation.replace(from, to), () -> {
            inner.replace(from, to);
            return to;
        });
    }

    @Override
    public void delete(String name) throws IOException {
        fileSystem.around(Operation.on(OperationKind.DELETE, name), () -> {
            inner.delete(name);
            return name;
        });
    }

    @Override
    public void force() throws IOException {
        fileSystem.around(Operation.on(OperationKind.FORCE_DIRECTORY, ""), () -> {
            inner.force();
            return inner;
        });
    }

    @Override
    public LockAttempt tryLock(String name, String holder) throws IOException {
        return fileSystem.around(Operation.on(OperationKind.LOCK, name), () -> inner.tryLock(name, holder));
    }

    @Override
    public Set<Capability> capabilities() {
        return inner.capabilities();
    }

    @Override
    public long freeBytes() throws IOException {
        return fileSystem.freeBytes(inner.freeBytes());
    }

    @Override
    public void close() throws IOException {
        inner.close();
    }
}
