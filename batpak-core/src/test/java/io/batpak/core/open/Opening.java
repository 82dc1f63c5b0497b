package io.batpak.core.open;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Durability;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.api.event.Lane;
import io.batpak.api.spi.StoreFileSystem;
import io.batpak.testkit.FakeClock;
import io.batpak.testkit.InlineExecutor;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the tests of this package open, and what is in it. */
final class Opening {
    static final Path DIRECTORY = Path.of("/store");

    private Opening() {}

    /** Returns how a store is opened without threads, the same each time. */
    static StoreConfig.Builder config(StoreFileSystem fileSystem) {
        return StoreConfig.builder(DIRECTORY).fileSystem(fileSystem).codec(StoreConfig.RAW).clock(new FakeClock())
                .randomSource(new SeededRandom(1)).executor(new InlineExecutor()).segmentMaxBytes(65_536);
    }

    /** Appends events, batches and keys over several segments. */
    static void fill(Store store) {
        for (int i = 0; i < 30; i++) {
            store.append(request("order:" + i % 3, "single " + i + " ".repeat(i * 200)));
            store.appendBatch(List.of(request("order:1", "a"), request("order:4", "b"), request("order:4", "c")));
            store.append(request("order:2", "keyed").with(AppendOptions.builder().lane(Lane.of(7)).tag("blue")
                    .key(IdempotencyKey.ofText("key " + i)).durability(Durability.WRITTEN).build()));
        }
        store.force();
    }

    static AppendRequest request(String entity, String payload) {
        return AppendRequest.ofBytes(Coordinate.of(entity, "shop"), EventKind.DATA,
                Bytes.of(payload.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns the files of a store that was filled and then closed, or left as a crash leaves it. */
    static Map<String, byte[]> filled(boolean closed) {
        MemoryFileSystem files = new MemoryFileSystem();
        Store store = Store.open(config(files).build());
        fill(store);
        if (closed) {
            store.close();
        }
        return files.snapshot(DIRECTORY);
    }
}
