package io.batpak.core.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batpak.api.Store;
import io.batpak.api.StoreReader;
import io.batpak.api.error.CorruptionException;
import io.batpak.api.event.Event;
import io.batpak.api.event.Region;
import io.batpak.api.read.PageRequest;
import io.batpak.testkit.MemoryFileSystem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An event that is damaged is the same failure whatever the call, and whether it is read from a file or a view (READ-03). */
class SameFailureTest {
    private final Map<String, byte[]> files = Opening.filled(true);

    private StoreReader open(boolean views) {
        return Store.openReadOnly(Opening
                .config(new SpyFileSystem(views).around(MemoryFileSystem.of(Opening.DIRECTORY, files))).build());
    }

    @Test // READ-03
    void damagedEvent_isTheSameFailureByEveryWay() {
        Event event;
        try (StoreReader whole = open(true)) {
            event = whole.page(Region.ofEntity("order:4"), PageRequest.newest(1)).events().getFirst();
        }
        flipIn(event);
        Set<String> failures = new LinkedHashSet<>();
        for (boolean views : new boolean[] {true, false}) {
            try (StoreReader reader = open(views)) {
                for (Runnable call : List.<Runnable>of(
                        () -> reader.at(event.sequence()),
                        () -> reader.stream(Region.all(), event.sequence()).forEach(e -> {}),
                        () -> reader.stream(Region.all(), 0).forEach(e -> {}),
                        () -> reader.page(Region.all(), PageRequest.newest(100)))) {
                    var failure = catchThrowableOfType(CorruptionException.class, call::run);
                    assertThat(failure).isNotNull();
                    failures.add(failure.code() + " " + failure.file() + " " + failure.offset() + " "
                            + failure.sequence() + " " + failure.getMessage());
                }
            }
        }
        assertThat(failures).hasSize(1);
        assertThat(failures.iterator().next()).contains("FRAME_DAMAGED", "OptionalLong[" + event.sequence() + "]");
    }

    /** Changes a byte of the event where it lies, found by its id. */
    private void flipIn(Event event) {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] bytes = file.getValue();
            for (int at = 192; file.getKey().endsWith(".seg") && at + 16 < bytes.length; at++) {
                if (java.nio.ByteBuffer.wrap(bytes).getLong(at) == event.id().high()
                        && java.nio.ByteBuffer.wrap(bytes).getLong(at + 8) == event.id().low()) {
                    bytes[at + 17] ^= 1;
                    return;
                }
            }
        }
        throw new AssertionError("not found: " + event);
    }
}
