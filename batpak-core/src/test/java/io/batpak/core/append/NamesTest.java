package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.batpak.api.Store;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.Event;
import io.batpak.api.event.Lane;
import io.batpak.testkit.MemoryFileSystem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entities, scopes, tags and extension keys at their exact limits (W-014, DESIGN D-18, D-20), and what comes back. */
class NamesTest {
    private static final String[] LONGEST = {"a".repeat(1024), "ö".repeat(512), "日".repeat(341) + "a",
        "😀".repeat(256)};
    private static final String[] STRANGE = {"/", "..", "../../etc", "a|b", "a=b", ":", "a:b:", " ", "\u0080", "\uffff",
        "\ue000", "é", "e\u0301", "ß", "SS", "https://example.org/?a=b&c=d"};

    @Test // W-014
    void names_ofUpTo1024Bytes_areTaken_andOneByteMoreIsRefused() {
        for (String name : LONGEST) {
            assertThat(new Coordinate(name, name).entity()).isEqualTo(name);
            assertThatIllegalArgumentException().isThrownBy(() -> new Coordinate(name + "a", "s"))
                    .withMessageContaining("entity has 1025 bytes").withMessageContaining("1024");
            assertThatIllegalArgumentException().isThrownBy(() -> new Coordinate("e", name + "a"))
                    .withMessageContaining("scope has 1025 bytes");
        }
        assertThat(new Coordinate("a", "b").scope()).isEqualTo("b");
        assertThatIllegalArgumentException().isThrownBy(() -> new Coordinate("", "s"))
                .withMessageContaining("entity is empty");
        assertThatIllegalArgumentException().isThrownBy(() -> new Coordinate("e", ""))
                .withMessageContaining("scope is empty");
    }

    @Test // W-014, D-18
    void controlCharacters_areRefused_andTheirNeighboursAreNot() {
        for (char c = 0; c < 0x20; c++) {
            requireRefused("a" + c, String.format("U+%04X", (int) c));
        }
        requireRefused("a\u007f", "U+007F");
        for (char c : new char[] {0x20, 0x7e, 0x80, 0x9f}) {
            assertThat(new Coordinate("a" + c, "s").entity()).hasSize(2);
        }
    }

    @ParameterizedTest // W-014
    @ValueSource(strings = {"\ud800", "\udc00", "a\ud83d", "\ud83da", "\ude00\ud83d"})
    void loneSurrogates_areRefused(String name) {
        requireRefused(name, "lone surrogate");
    }

    private static void requireRefused(String name, String why) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Coordinate(name, "s"))
                .withMessageContaining("entity").withMessageContaining(why);
        assertThatIllegalArgumentException().isThrownBy(() -> new Coordinate("e", name))
                .withMessageContaining("scope").withMessageContaining(why);
    }

    @Test // W-014, D-18
    void namesOfAllKinds_comeBackAsTheyWere_eachAnEntityOfItsOwn() {
        MemoryFileSystem files = new MemoryFileSystem();
        List<String> names = new ArrayList<>(List.of(LONGEST));
        names.addAll(List.of(STRANGE));
        List<AppendReceipt> receipts = new ArrayList<>();
        try (Store store = Store.open(Requests.config(files).build())) {
            for (String name : names) {
                receipts.add(store.append(Requests.event(Coordinate.of(name, name), "p")));
                assertThat(receipts.getLast().revision()).as(name).isZero();
            }
        }
        try (Store store = Store.open(Requests.config(files).build())) {
            for (int i = 0; i < names.size(); i++) {
                Event event = store.latest(names.get(i), Lane.MAIN).orElseThrow();
                assertThat(event.id()).isEqualTo(receipts.get(i).id());
                assertThat(event.coordinate()).isEqualTo(Coordinate.of(names.get(i), names.get(i)));
            }
            assertThat(store.verify().damages()).isEmpty();
        }
    }

    @Test // D-20
    void tags_haveExactLimits() {
        AppendOptions.Builder options = AppendOptions.builder();
        for (int i = 0; i < AppendOptions.TAG_MAX_COUNT; i++) {
            options.tag("tag " + i);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> options.tag("one more"));
        assertThat(options.build().tags()).hasSize(AppendOptions.TAG_MAX_COUNT);
        assertThat(AppendOptions.builder().tag("ö".repeat(127) + "a").build().tags()).hasSize(1);
        for (String bad : new String[] {"", "ö".repeat(128), "\ud800"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> AppendOptions.builder().tag(bad));
        }
    }

    @Test // W-014
    void extensionKeys_haveExactLimits() {
        for (String key : new String[] {"a.b", "a." + "b".repeat(254), "batpak_.b", "Batpak.b"}) {
            assertThat(AppendOptions.builder().extension(key, Requests.bytes("")).build().extensions())
                    .containsOnlyKeys(key);
        }
        for (String bad : new String[] {"", "a", ".b", "a.", "a.b.c", "a." + "b".repeat(255), "ä.b", "a .b",
            "batpak.b"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AppendOptions.builder().extension(bad, Requests.bytes("")));
        }
    }
}
