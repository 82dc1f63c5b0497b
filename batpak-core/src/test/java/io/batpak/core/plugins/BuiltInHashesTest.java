package io.batpak.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.spi.HashProvider;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a store rests on in both hashes that are built in (DESIGN D-26). */
class BuiltInHashesTest {
    static Stream<Arguments> hashes() {
        return Stream.of(
                Arguments.of(new Blake3Provider(), "blake3-java", "blake3",
                        "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"),
                Arguments.of(new Sha256Provider(), "sha-256-jdk", "sha-256",
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    }

    @ParameterizedTest // HS-01, D-4: these are recorded in stores
    @MethodSource("hashes")
    void namesAndLengths_areTheRecordedOnes(HashProvider hash, String name, String algorithm) {
        assertThat(hash.name()).isEqualTo(name);
        assertThat(hash.algorithm()).isEqualTo(algorithm);
        for (int length : new int[] {0, 1, 64, 5_000}) {
            byte[] target = new byte[34];
            Arrays.fill(target, (byte) 0x77);
            hash.newHasher().update(HashVectors.message(length), 0, length).digest(target, 1);
            assertThat(target[0]).isEqualTo((byte) 0x77);
            assertThat(target[33]).isEqualTo((byte) 0x77);
            assertThat(Arrays.copyOfRange(target, 1, 33)).doesNotContain(new byte[] {0x77, 0x77, 0x77, 0x77});
        }
    }

    @ParameterizedTest // HS-05
    @MethodSource("hashes")
    void emptyInput_isTheSameByEveryRoute(HashProvider hash, String name, String algorithm, String empty) {
        HashProvider.Hasher hasher = hash.newHasher();
        assertThat(HashVectors.end(hasher)).isEqualTo(empty);
        assertThat(HashVectors.digest(hasher, new byte[0])).isEqualTo(empty);
        assertThat(HashVectors.end(hasher.update(new byte[5], 3, 0).update(new byte[5], 5, 0))).isEqualTo(empty);
    }

    @ParameterizedTest // HS-09
    @MethodSource("hashes")
    void digest_isACopy_thatNobodyKeeps(HashProvider hash) {
        HashProvider.Hasher hasher = hash.newHasher();
        byte[] first = new byte[32];
        hasher.update(HashVectors.message(100), 0, 100).digest(first, 0);
        byte[] kept = first.clone();
        byte[] second = new byte[32];
        hasher.update(HashVectors.message(101), 0, 101).digest(second, 0);
        assertThat(first).isEqualTo(kept).isNotEqualTo(second);
        Arrays.fill(first, (byte) 0);
        hasher.update(HashVectors.message(100), 0, 100).digest(second, 0);
        assertThat(second).isEqualTo(kept);
    }

    @ParameterizedTest // HS-15
    @MethodSource("hashes")
    void noDigest_isAllZeros(HashProvider hash) {
        HashProvider.Hasher hasher = hash.newHasher();
        Set<String> digests = new HashSet<>();
        for (int length = 0; length < 2_000; length++) {
            digests.add(HashVectors.digest(hasher, HashVectors.message(length)));
        }
        assertThat(digests).hasSize(2_000).doesNotContain("0".repeat(64));
    }
}
