package io.batpak.testkit;

import io.batpak.api.spi.StoreFileSystem;

class CrashFileSystemContractTest extends FileSystemContract {
    @Override
    StoreFileSystem newFileSystem() {
        return new CrashFileSystem();
    }
}
