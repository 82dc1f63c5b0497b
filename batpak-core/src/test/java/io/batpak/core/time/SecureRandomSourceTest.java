package io.batpak.core.time;

import io.batpak.core.plugins.Blake3Provider;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecureRandomSourceTest {
    private final SecureRandomSource random = new SecureRandomSource(new Blake3Provider());

    @ParameterizedTest
    @ValueSource(ints = {8, 10, 16, 17, 32, 5000})
    void fill_byManyThreads_neverRepeats(int length) {
        Set<ByteBuffer> seen = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 5_000).parallel().forEach(i -> seen.add(ByteBuffer.wrap(bytes(length))));
        assertThat(seen).hasSize(5_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void fill_setsEachBitHalfOfTheTime(int length) {
        int[] counts = new int[length * 8];
        int rounds = 4_000;
        for (int i = 0; i < rounds; i++) {
            byte[] bytes = bytes(length);
            for (int bit = 0; bit < counts.length; bit++) {
                counts[bit] += bytes[bit / 8] >> bit % 8 & 1;
            }
        }
        // Ten standard deviations: a correct source fails once in 10^23 runs.
        assertThat(Arrays.stream(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(rounds / 2 - 320, rounds / 2 + 320));
    }

    @Test
    void fill_ofNothing_works() {
        assertThat(bytes(0)).isEmpty();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.fill(bytes);
        return bytes;
    }
}
