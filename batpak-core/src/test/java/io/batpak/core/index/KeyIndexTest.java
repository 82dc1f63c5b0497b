package io.batpak.core.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are found as long as they are remembered, and forgotten exactly below the floor (W-153). */
class KeyIndexTest {
    @ParameterizedTest // W-153
    @ValueSource(longs = {1, 2, 3})
    void keys_areFoundExactlyFromTheFloorOn(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        KeyIndex index = new KeyIndex();
        Map<Long, Long> sequenceOfKey = new HashMap<>();
        long sequence = 0;
        long floor = 0;
        for (int round = 0; round < 30_000; round++) {
            sequence += 1 + random.nextInt(3);
            index.add(round, ~(long) round, sequence);
            sequenceOfKey.put((long) round, sequence);
            if (random.nextInt(10) == 0) {
                floor = Math.max(floor, sequence - random.nextInt(6_000));
                index.forgetBelow(floor);
                assertCount(index, sequenceOfKey, floor, round % 500 == 0);
            }
            long key = random.nextInt(round + 1);
            long expected = sequenceOfKey.get(key);
            assertThat(index.find(key, ~key, s -> s == expected)).isEqualTo(expected >= floor ? expected : -1);
        }
        index.forgetBelow(Integer.MAX_VALUE);
        assertThat(index.count()).isZero();
    }

    private static void assertCount(KeyIndex index, Map<Long, Long> sequences, long floor, boolean all) {
        if (all) {
            assertThat(index.count()).isEqualTo(sequences.values().stream().filter(s -> s >= floor).count());
        }
    }
}
