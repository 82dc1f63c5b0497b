package io.batpak.codec.msgpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.error.PayloadException;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CanonicalFormTest {
    enum Key {
        B, A
    }

    record Keyed(Map<Key, Integer> enums, Map<Integer, Integer> ints, Map<UUID, Integer> ids,
            Map<BigInteger, Integer> bigs) {}

    record Unordered(Collection<String> names, Set<Set<Integer>> sets) {}

    record BadKeys(Map<List<Integer>, Integer> map) {}

    private final MsgpackCodecProvider codec = new MsgpackCodecProvider();

    @Test
    void encode_ofEqualMaps_doesNotDependOnTheirOrder() { // CO-03, CO-04
        List<String> names = new ArrayList<>(IntStream.range(0, 100).mapToObj(i -> "k" + i * i).toList());
        Map<String, Integer> sorted = new TreeMap<>();
        names.forEach(name -> sorted.put(name, name.length()));
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(names, new Random(seed));
            Map<String, Integer> shuffled = new LinkedHashMap<>();
            names.forEach(name -> shuffled.put(name, name.length()));

            assertThat(codec.encode(shuffled)).as("seed %d", seed).isEqualTo(codec.encode(sorted));
            assertThat(codec.encode(new LinkedHashSet<>(names)))
                    .as("seed %d", seed)
                    .isEqualTo(codec.encode(Set.copyOf(names)));
        }
    }

    @Test
    void encode_ofAMap_sortsTextsByTheirUtf8() { // CO-04: neither by length nor by UTF-16
        Map<String, Integer> map = Map.of("b", 1, "aa", 2, "\uffff", 3, "😀", 4, "", 5, "a".repeat(40), 6);

        assertThat(codec.decode(codec.encode(map), Value.class))
                .extracting(value -> List.copyOf(((Value.Struct) value).entries().keySet()))
                .isEqualTo(List.of("", "aa", "a".repeat(40), "b", "\uffff", "😀"));
        assertThat(codec.encode(Map.of("b", 1, "aa", 2))).isEqualTo(Hex.bytes("82 a26161 02 a162 01"));
    }

    @Test
    void encode_ofAMap_sortsIntegersByTheirEncodedBytes() { // CO-04
        Map<Object, Integer> map = new HashMap<>();
        for (long key : new long[] {-1, 0, 127, 128, -128, 256, -33, -32, Long.MIN_VALUE}) {
            map.put(key, 0);
        }
        map.put("a", 0);
        map.put(BigInteger.ONE.shiftLeft(63), 0);

        assertThat(codec.encode(map))
                .isEqualTo(Hex.bytes("8b 0000 7f00 cc8000 cd010000 cf800000000000000000 d08000 d0df00"
                        + "d3800000000000000000 e000 ff00 a16100"));
    }

    @Test
    void decode_ofKeysOfAnyScalar_isTheSame() { // CO-01
        Keyed keyed = new Keyed(
                Map.of(Key.A, 1, Key.B, 2),
                Map.of(-1, 1, Integer.MAX_VALUE, 2),
                Map.of(new UUID(1, 2), 3, new UUID(-1, 0), 4),
                Map.of(BigInteger.ONE.shiftLeft(70), 1, BigInteger.TEN, 2));

        assertThat(codec.decode(codec.encode(keyed), Keyed.class)).isEqualTo(keyed);
    }

    @Test
    void encode_ofACollectionThatIsASet_isSorted() { // CO-03
        Unordered unordered = new Unordered(new LinkedHashSet<>(List.of("b", "a")), Set.of(Set.of(2, 1), Set.of(300)));

        Unordered read = codec.decode(codec.encode(unordered), Unordered.class);

        assertThat(read.names()).isEqualTo(List.of("a", "b"));
        assertThat(read.sets()).isEqualTo(unordered.sets());
    }

    @Test
    void encode_ofKeysOrElementsEncodedAlike_isRefused() { // CO-12
        assertRefused(Map.of(1, "x", 1L, "y"), "encoded alike");
        assertRefused(Set.of(1, (byte) 1), "encoded alike");
        assertRefused(new BadKeys(Map.of(List.of(1), 1)), "BadKeys.map{0}: the key is not a scalar");
    }

    @Test
    void encode_ofARecordAndOfItsTree_isTheSame() { // CO-12
        Bytes encoded = codec.encode(new Unordered(List.of("x"), Set.of(Set.of(7, 8))));

        assertThat(codec.encode(codec.decode(encoded, Value.class))).isEqualTo(encoded);
    }

    @Test
    void encode_onManyThreads_isTheSame() { // CO-15
        Value tree = new RandomValues(7).tree(6);
        Bytes expected = codec.encode(tree);

        assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> new MsgpackCodecProvider().encode(tree)))
                .containsOnly(expected);
        assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> codec.encode(tree))).containsOnly(expected);
    }

    private void assertRefused(Object value, String reason) {
        assertThatThrownBy(() -> codec.encode(value)).isInstanceOf(PayloadException.class).hasMessageContaining(reason);
    }
}
