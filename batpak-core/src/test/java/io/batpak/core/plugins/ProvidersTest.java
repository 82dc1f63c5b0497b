package io.batpak.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.ProviderException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a store finds, on this path and in its configuration. */
class ProvidersTest {
    @Test // D-4, D-26
    void discover_findsTheBuiltInHashes() {
        Providers providers = Providers.discover(List.of(), List.of());
        assertThat(providers.hash("blake3")).isInstanceOf(Blake3Provider.class);
        assertThat(providers.hash("sha-256")).isInstanceOf(Sha256Provider.class);
    }

    @Test
    void handedOver_beatsDiscovered_whateverItsRank() {
        StubHash mine = new StubHash("mine", "blake3", -5, true);
        assertThat(Providers.discover(List.of(mine), List.of()).hash("blake3")).isSameAs(mine);
    }

    @Test
    void handedOver_butUnavailable_leavesItToTheDiscovered() {
        StubHash mine = new StubHash("mine", "blake3", 5, false);
        assertThat(Providers.discover(List.of(mine), List.of()).hash("blake3")).isInstanceOf(Blake3Provider.class);
    }

    @Test
    void handedOver_underADiscoveredName_isNoConflict() {
        StubHash mine = new StubHash("blake3-java", "blake3");
        assertThat(Providers.discover(List.of(mine), List.of()).hash("blake3")).isSameAs(mine);
    }

    @Test
    void hash_thatGetsAKnownDigestWrong_neverServes() {
        StubHash liar = new StubHash("liar", "sha-256");
        assertThat(Providers.discover(List.of(liar), List.of()).hash("sha-256")).isInstanceOf(Sha256Provider.class);
    }

    @Test
    void miss_namesWhatWasWanted_whatIsThere_andTheRemedy() {
        Providers providers = Providers.discover(List.of(), List.of());
        assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> providers.hash("md5"))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
                    assertThat(e.wanted()).isEqualTo("md5");
                    assertThat(e.available())
                            .contains("blake3 by blake3-java (io.batpak.core.plugins.Blake3Provider)");
                    assertThat(e).hasMessageContaining("No hash provider serves md5")
                            .hasMessageContaining("sha-256-jdk").hasMessageContaining("Add a plugin for md5");
                });
    }

    @Test
    void codec_isFoundByItsAlgorithm() {
        StubCodec one = new StubCodec("one", "text", 0, true);
        StubCodec other = new StubCodec("other", "text", 1, true);
        StubCodec absent = new StubCodec("absent", "stone", 0, false);
        Providers providers = Providers.discover(List.of(), List.of(one, other, absent));
        assertThat(providers.codec("text")).isSameAs(other);
        assertThat(providers.codecAlgorithms()).contains("text").doesNotContain("stone");
        assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> providers.codec("stone"))
                .withMessageContaining("absent").withMessageContaining("is not available here");
    }
}
