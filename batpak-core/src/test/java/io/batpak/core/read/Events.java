package io.batpak.core.read;

import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.api.read.Notification;
import io.batpak.api.read.Subscription;
import io.batpak.api.spi.StoreFileSystem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the tests of this package append and receive. */
final class Events {
    static final Path DIRECTORY = Path.of("/subscribed");

    private Events() {}

    static StoreConfig.Builder config(StoreFileSystem fileSystem) {
        return StoreConfig.builder(DIRECTORY).fileSystem(fileSystem).codec(StoreConfig.RAW);
    }

    static AppendRequest of(String entity) {
        return of(Coordinate.of(entity, "shop"), EventKind.DATA);
    }

    static AppendRequest of(String entity, int payloadLength) {
        Bytes payload = Bytes.of(new byte[payloadLength]);
        return AppendRequest.ofBytes(Coordinate.of(entity, "shop"), EventKind.DATA, payload);
    }

    static AppendRequest of(Coordinate coordinate, EventKind kind) {
        Bytes payload = Bytes.of(coordinate.toString().getBytes(StandardCharsets.UTF_8));
        return AppendRequest.ofBytes(coordinate, kind, payload);
    }

    /** Returns all that is queued, in order. */
    static List<Notification> drain(Subscription subscription) {
        List<Notification> all = new ArrayList<>();
        for (Optional<Notification> n = subscription.poll(); n.isPresent(); n = subscription.poll()) {
            all.add(n.get());
        }
        return all;
    }

    /** Returns the sequences of all that is queued, in order. */
    static List<Long> sequences(Subscription subscription) {
        return drain(subscription).stream().map(Notification::sequence).toList();
    }
}
