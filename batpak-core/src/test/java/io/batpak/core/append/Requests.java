package io.batpak.core.append;

import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Durability;
import io.batpak.api.append.Expectation;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.api.spi.StoreFileSystem;
import io.batpak.testkit.MemoryFileSystem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What the tests of this package append, and where. */
final class Requests {
    static final Path DIRECTORY = Path.of("/store");
    static final Coordinate ORDER = Coordinate.of("order:1", "shop");

    private Requests() {}

    /** Returns how a store of raw payloads is opened on a file system. */
    static StoreConfig.Builder config(StoreFileSystem fileSystem) {
        return StoreConfig.builder(DIRECTORY).fileSystem(fileSystem).codec(StoreConfig.RAW);
    }

    static AppendRequest event(String payload) {
        return event(ORDER, payload);
    }

    static AppendRequest event(Coordinate coordinate, String payload) {
        return AppendRequest.ofBytes(coordinate, EventKind.DATA, bytes(payload));
    }

    static AppendRequest sized(int payloadLength) {
        return AppendRequest.ofBytes(ORDER, EventKind.DATA, Bytes.of(new byte[payloadLength]));
    }

    static AppendRequest keyed(String key, String payload) {
        return event(payload).with(AppendOptions.builder().key(key(key)).build());
    }

    static IdempotencyKey key(String name) {
        return IdempotencyKey.ofText(name);
    }

    static AppendRequest expecting(Expectation expectation, AppendRequest request) {
        return request.with(request.options().toBuilder().expect(expectation).build());
    }

    static AppendRequest written(AppendRequest request) {
        return with(Durability.WRITTEN, request);
    }

    static AppendRequest durable(AppendRequest request) {
        return with(Durability.DURABLE, request);
    }

    private static AppendRequest with(Durability durability, AppendRequest request) {
        return request.with(request.options().toBuilder().durability(durability).build());
    }

    static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns all that is in the store's directory, to be compared. */
    static Map<String, Bytes> contents(MemoryFileSystem files) {
        Map<String, Bytes> contents = new TreeMap<>();
        files.snapshot(DIRECTORY).forEach((name, bytes) -> contents.put(name, Bytes.of(bytes)));
        return contents;
    }
}
