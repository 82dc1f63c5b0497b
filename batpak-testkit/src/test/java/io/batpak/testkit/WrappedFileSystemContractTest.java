package io.batpak.testkit;

import io.batpak.api.spi.StoreFileSystem;
import java.time.Duration;

/** All wrappers, one in the other, with nothing armed: they must not show. */
class WrappedFileSystemContractTest extends FileSystemContract {
    @Override
    StoreFileSystem newFileSystem() {
        StoreFileSystem faulty = new FaultyFileSystem(new CrashFileSystem(), new FaultPlan());
        StoreFileSystem gated = new GatedFileSystem(new SlowFileSystem(faulty, Duration.ofNanos(1000)));
        return new RecordingFileSystem(gated);
    }
}
