package io.batpak.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.event.Value;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.verify.Inspection;
import io.batpak.testkit.MemoryFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreInspectorTest {
    private static final Path STORE = Path.of("/store");

    private final HandWrittenStore store = new HandWrittenStore();

    StoreInspectorTest() {
        store.event("order:1", "a");
        store.batch("order:1", 2);
        store.seal();
        store.begin();
        store.event("order:1", "b");
        store.note();
        store.meta();
    }

    private static Inspection inspect(Map<String, byte[]> files) {
        try (StoreDirectory directory = MemoryFileSystem.of(STORE, files).open(STORE, StoreAccess.READ)) {
            return StoreInspector.inspect(directory);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Value at(Value value, Object... path) {
        Value current = value;
        for (Object step : path) {
            current = step instanceof Integer i
                    ? ((Value.Array) current).values().get(i)
                    : ((Value.Struct) current).entries().get(step);
        }
        return current;
    }

    @Test
    void inspect_ofSoundStore_tellsEverything() {
        Inspection found = inspect(store.files);

        assertThat(found.damaged()).isFalse();
        assertThat(at(found.document(), "segments", 0, "frames", "event")).isEqualTo(Value.Int.of(3));
        assertThat(at(found.document(), "segments", 0, "sealed")).isEqualTo(new Value.Bool(true));
        assertThat(at(found.document(), "segments", 1, "sealed")).isEqualTo(new Value.Bool(false));
        assertThat(at(found.document(), "segments", 1, "wholeUpTo")).isEqualTo(Value.Int.of(store.end()));
        assertThat(at(found.document(), "witnesses", 0, "state")).isEqualTo(new Value.Text("empty"));
        assertThat(at(found.document(), "witnesses", 1, "nextSequence")).isEqualTo(Value.Int.of(4));
        assertThat(at(found.document(), "authorities", "store.meta", "catalogue", 0, "nextSequence"))
                .isEqualTo(Value.Int.of(3));
    }

    @Test // docs/format.md 3.6
    void inspect_ofFences_listsTheirFrames() {
        byte[] token = HandWrittenStore.id(0xfe);
        int begin = store.fence(HandWrittenStore.FENCE_BEGIN, token, 4);
        store.event("order:1", "c", HandWrittenStore.fenceOption(token));
        store.event("order:1", "d", HandWrittenStore.fenceOption(token));
        int end = store.fence(HandWrittenStore.FENCE_CANCEL, token, 4);
        store.fence(HandWrittenStore.FENCE_BEGIN, HandWrittenStore.id(2), 6);
        store.fence(HandWrittenStore.FENCE_COMMIT, HandWrittenStore.id(2), 6);
        store.fence(HandWrittenStore.FENCE_BEGIN, HandWrittenStore.id(3), 6);
        store.fence(HandWrittenStore.FENCE_COMMIT, HandWrittenStore.id(3), 6);
        Inspection found = inspect(store.files);

        assertThat(found.damaged()).isFalse();
        Value frames = at(found.document(), "segments", 1, "frames");
        assertThat(at(frames, "fenceBegin")).isEqualTo(Value.Int.of(3));
        assertThat(at(frames, "fenceCommit")).isEqualTo(Value.Int.of(2));
        assertThat(at(frames, "fenceCancel")).isEqualTo(Value.Int.of(1));
        Value fences = at(found.document(), "segments", 1, "fences");
        assertThat(fences).isEqualTo(new Value.Array(List.of(
                fence("begin", begin, "fe".repeat(16), 4, 4),
                fence("cancel", end, "fe".repeat(16), 4, 6),
                fence("begin", end + 56, "02".repeat(16), 6, 6),
                fence("commit", end + 112, "02".repeat(16), 6, 6),
                fence("begin", end + 168, "03".repeat(16), 6, 6),
                fence("commit", end + 224, "03".repeat(16), 6, 6))));
    }

    @Test
    void inspect_ofVeryManyFences_countsAllAndListsTheFirst() {
        for (int i = 0; i < 1_001; i++) {
            store.fence(HandWrittenStore.FENCE_BEGIN, HandWrittenStore.id(1), 4);
        }
        Value segment = at(inspect(store.files).document(), "segments", 1);
        assertThat(at(segment, "frames", "fenceBegin")).isEqualTo(Value.Int.of(1_001));
        assertThat(((Value.Array) at(segment, "fences")).values()).hasSize(1_000);
    }

    private static Value fence(String type, int offset, String token, int first, int next) {
        return new Value.Struct(Map.of("type", new Value.Text(type), "offset", Value.Int.of(offset),
                "token", new Value.Text(token), "firstSequence", Value.Int.of(first), "nextSequence",
                Value.Int.of(next)));
    }

    @Test
    void inspect_ofEachDamagedByteAndCut_throwsNothing() {
        for (String name : store.files.keySet()) {
            byte[] bytes = store.files.get(name);
            int step = name.equals("frontier") ? 67 : 1;
            for (int i = 0; i < bytes.length; i += step) {
                bytes[i] ^= (byte) 0xff;
                boolean inLog = name.equals("000001.seg") || name.equals("store.meta")
                        || name.equals("000002.seg") && i < store.end();
                assertThat(inspect(store.files).damaged()).as("%s at %d", name, i).isEqualTo(inLog);
                bytes[i] ^= (byte) 0xff;
                Map<String, byte[]> cut = new HashMap<>(store.files);
                cut.put(name, Arrays.copyOf(bytes, i));
                inspect(cut);
            }
        }
    }
}
