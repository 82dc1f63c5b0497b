package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.event.Event;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.api.event.Region;
import io.batpak.testkit.MemoryFileSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is behind idempotency keys: the log alone (D-3), in which no key is ever forgotten; and how keys are derived. */
class KeyAuthorityTest {
    private static final int KEYS = 5_000;

    private final MemoryFileSystem files = new MemoryFileSystem();

    private Store open() {
        return Store.open(Requests.config(files).executor(new QuietHelper()).segmentMaxBytes(65_536).build());
    }

    @Test // W-153, W-159, J-28, D-3
    void keysByTheThousand_areAllKnown_alsoAfterACrashAndWithoutSideFiles() {
        List<AppendReceipt> originals = new ArrayList<>();
        try (Store store = open()) {
            for (int i = 0; i < KEYS; i++) {
                originals.add(store.append(Requests.written(Requests.keyed("key " + i, "p" + i))));
            }
            store.force();
            requireAllKnown(store, originals);
            var left = files.snapshot(Requests.DIRECTORY);
            left.remove("frontier");
            MemoryFileSystem copy = MemoryFileSystem.of(Requests.DIRECTORY, left);
            try (Store again = Store.open(Requests.config(copy).build())) {
                assertThat(again.openReport().cleanStart()).isFalse();
                requireAllKnown(again, originals);
            }
        }
        try (Store store = open()) {
            requireAllKnown(store, originals);
        }
    }

    private static void requireAllKnown(Store store, List<AppendReceipt> originals) {
        for (int i = 0; i < KEYS; i++) {
            AppendReceipt again = store.append(Requests.written(Requests.keyed("key " + i, "p" + i)));
            assertThat(again.replayed()).isTrue();
            assertThat(again.sequence()).isEqualTo(originals.get(i).sequence());
        }
    }

    @Test // W-163
    void openAndClose_useNoKeys() {
        open().close();
        open().close();
        try (Store store = open(); Stream<Event> events = store.stream(Region.all().withSystemEvents(), 0)) {
            assertThat(events.toList()).hasSize(5).allSatisfy(event -> assertThat(event.key()).isEmpty());
        }
    }

    @Test // W-157
    void keysOfOperations_areDelimitedByLength_andKeptApartByDomain() {
        assertThat(List.of(IdempotencyKey.forOperation("d", "ab", "c"), IdempotencyKey.forOperation("d", "a", "bc"),
                IdempotencyKey.forOperation("d", "abc"), IdempotencyKey.forOperation("d", "abc", ""),
                IdempotencyKey.forOperation("da", "bc"), IdempotencyKey.forOperation("abc"),
                IdempotencyKey.ofText("abc"))).doesNotHaveDuplicates();
        assertThat(IdempotencyKey.ofText("abc")).isEqualTo(IdempotencyKey.forOperation("batpak.text", "abc"));
    }

    @Test // W-157: these never change, or a retry after an upgrade would append twice
    void keysOfOperations_areTheRecordedOnes() {
        assertThat(IdempotencyKey.forOperation("payments", "invoice-7", "ö"))
                .hasToString("59c9f0dbed2b1ce2500952047a53429e");
        assertThat(IdempotencyKey.ofText("abc")).hasToString("6fbfe5a07b3a0bd8e922f43ce522a6f0");
        assertThat(IdempotencyKey.forOperation("d")).hasToString("0bcf46cce147d68b2b379e9feb564ea3");
    }
}
