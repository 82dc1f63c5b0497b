package io.batpak.cli;

import io.batpak.api.StoreConfig;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which store. */
final class StoreOption {
    @Option(names = "--store", required = true, paramLabel = "DIR", description = "The store's directory.")
    private Path directory = Path.of("");

    Path directory() {
        return directory;
    }

    StoreConfig config() {
        return StoreConfig.builder(directory).openMode(StoreConfig.OpenMode.EXISTING).build();
    }
}
