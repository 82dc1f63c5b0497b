package io.batpak.blake3.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.spi.HashProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What the provider says of itself, with and without a library. */
class Blake3JnaProviderTest {
    private final HashProvider provider = new Blake3JnaProvider();

    @Test // HS-01, D-4
    void nameAndAlgorithm_areTheRecordedOnes() {
        assertThat(provider.name()).isEqualTo("batpak-blake3-jna");
        assertThat(provider.algorithm()).isEqualTo("blake3").isEqualTo(Hashes.javaOne().algorithm());
    }

    @Test // D-4: the hashes of an event are of short messages, for which Java is faster (docs/performance.md)
    void rank_isBelowThatOfJava() {
        assertThat(provider.rank()).isLessThan(Hashes.javaOne().rank());
    }

    @Test
    void provider_isRegisteredForModulePathAndClassPath() throws IOException {
        Module module = Blake3JnaProvider.class.getModule();
        assertThat(module.isNamed()).isTrue();
        assertThat(Hashes.named("batpak-blake3-jna")).isInstanceOf(Blake3JnaProvider.class);
        try (var in = module.getResourceAsStream("META-INF/services/io.batpak.api.spi.HashProvider")) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(Blake3JnaProvider.class.getName());
        }
    }
}
