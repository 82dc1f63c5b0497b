package io.batpak.core.disk;

import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import java.nio.file.Path;

/** Tries to lock in a process of its own, says how that went, and stays until it is killed. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) throws Exception {
        StoreDirectory directory = new NioFileSystem().open(Path.of(arguments[0]), StoreAccess.READ_WRITE);
        System.out.println(directory.tryLock("lock", "the other process").getClass().getSimpleName());
        System.in.read();
    }
}
