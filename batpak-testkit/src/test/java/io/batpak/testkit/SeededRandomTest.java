package io.batpak.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeededRandomTest {
    @Test
    void fill_fromTheSameSeed_givesTheSameBytes() {
        SeededRandom random = new SeededRandom(7);
        byte[] first = filled(random);
        assertThat(first).isEqualTo(filled(new SeededRandom(7))).isNotEqualTo(filled(random))
                .isNotEqualTo(filled(new SeededRandom(8)));
    }

    private static byte[] filled(SeededRandom random) {
        byte[] bytes = new byte[20];
        random.fill(bytes);
        return bytes;
    }
}
