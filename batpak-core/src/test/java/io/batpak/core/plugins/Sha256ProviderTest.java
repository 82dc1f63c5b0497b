package io.batpak.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.spi.HashProvider;
import org.junit.jupiter.api.Test;

class Sha256ProviderTest {
    private final HashProvider.Hasher hasher = new Sha256Provider().newHasher();

    @Test // HS-02: FIPS 180-2, appendix B.1
    void digest_ofAbc_isThatOfTheStandard() {
        assertThat(HashVectors.digest(hasher, new byte[] {'a', 'b', 'c'}))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test // HS-04, HS-10
    void update_inPieces_isTheSameAsInOne_againAndAgain() {
        byte[] message = HashVectors.message(200);
        String whole = HashVectors.digest(hasher, message);
        for (int split = 0; split <= 200; split++) {
            hasher.update(message, 0, split).update(message, split, 200 - split);
            assertThat(HashVectors.end(hasher)).isEqualTo(whole);
        }
    }

    @Test
    void digest_withoutRoom_isRefused() {
        assertThatThrownBy(() -> hasher.digest(new byte[40], 9)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
