package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendReceipt;
import io.batpak.testkit.MemoryFileSystem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tags are sorted by their UTF-8 bytes (docs/format.md 3.3), in which U+10000 comes behind U+E000 and U+FFFF. */
class TagOrderTest {
    private static final List<String> SORTED = List.of("A", "a", "a\ue000", "a\uffff", "a\ud800\udc00",
            "a\ud83d\ude00", "a\ud83d\ude00a", "a\udbff\udfff", "b", "ö", "\ud7ff", "\ue000", "\ud800\udc00");

    @Test // D-20
    void tags_areSortedByTheirBytes_whateverTheOrderTheyCameIn() {
        AppendOptions.Builder forwards = AppendOptions.builder();
        AppendOptions.Builder backwards = AppendOptions.builder();
        SORTED.forEach(forwards::tag);
        SORTED.reversed().forEach(backwards::tag);
        SORTED.forEach(backwards::tag); // once more: each is kept once

        assertThat(forwards.build().tags()).isEqualTo(SORTED).isSortedAccordingTo(TagOrderTest::compareBytes);
        assertThat(backwards.build().tags()).isEqualTo(SORTED);
    }

    private static int compareBytes(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    @Test // D-20
    void tags_areStoredInThatOrder() {
        MemoryFileSystem files = new MemoryFileSystem();
        AppendReceipt receipt;
        try (Store store = Store.open(Requests.config(files).build())) {
            AppendOptions options = AppendOptions.builder().tag("\ud83d\ude00").tag("\ue000").build();
            receipt = store.append(Requests.event("p").with(options));
        }
        try (Store store = Store.open(Requests.config(files).build())) {
            assertThat(store.get(receipt.id()).orElseThrow().tags()).containsExactly("\ue000", "\ud83d\ude00");
        }
    }
}
