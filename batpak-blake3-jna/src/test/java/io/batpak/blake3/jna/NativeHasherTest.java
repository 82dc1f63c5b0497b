package io.batpak.blake3.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.spi.HashProvider;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The native hasher, and the one in Java beside it. The digests were computed by the reference implementation. */
class NativeHasherTest {
    private final HashProvider provider = Hashes.nativeOne();
    private final HashProvider.Hasher hasher = provider.newHasher();

    @ParameterizedTest // HS-02
    @CsvSource({
        "0, af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
        "1, 2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213",
        "63, e9bc37a594daad83be9470df7f7b3798297c3d834ce80ba85d6e207627b7db7b",
        "64, 4eed7141ea4a5cd4b788606bd23f46e212af9cacebacdc7d1f4c6dc7f2511b98",
        "65, de1e5fa0be70df6d2be8fffd0e99ceaa8eb6e8c93a63f2d8d1c30ecb6b263dee",
        "128, f17e570564b26578c33bb7f44643f539624b05df1a76c81f30acd548c44b45ef",
        "1023, 10108970eeda3eb932baac1428c7a2163b0e924c9a9e25b35bba72b28f70bd11",
        "1024, 42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7",
        "1025, d00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444",
        "2049, 5f4d72f40d7a5f82b15ca2b2e44b1de3c2ef86c426c95c1af0b6879522563030",
        "8193, bab6c09cb8ce8cf459261398d2e7aef35700bf488116ceb94a36d0f5f1b7bc3b",
        "65536, 68d647e619a930e7b1082f74f334b0c65a315725569bdc123f0ee11881717bfe",
        "102400, bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085"})
    void digest_ofAKnownMessage_isTheRecordedOne(int length, String expected) {
        byte[] message = Hashes.message(length);
        assertThat(Hashes.digest(hasher, message)).isEqualTo(expected);
        assertThat(message).isEqualTo(Hashes.message(length)); // HS-08
    }

    @Tag("long")
    @Test // HS-12
    void digest_ofMoreThanFourGib_isTheRecordedOne() {
        byte[] piece = Hashes.message(251 * 4096);
        for (long left = (1L << 32) + 77; left > 0; left -= piece.length) {
            hasher.update(piece, 0, (int) Math.min(left, piece.length));
        }
        assertThat(Hashes.end(hasher)).isEqualTo("52c2f94dc2ab434f2946bc7dbc15580c9ebb0de571f5c2b2757affde2d86a355");
    }

    @Test // HS-04
    void update_inTwoPieces_isTheSameAsInOne() {
        byte[] message = Hashes.message(300);
        for (int length = 0; length <= 300; length++) {
            String whole = Hashes.digest(hasher, Arrays.copyOf(message, length));
            for (int split = 0; split <= length; split++) {
                hasher.update(message, 0, split).update(message, split, length - split);
                assertThat(Hashes.end(hasher)).isEqualTo(whole);
            }
        }
    }

    @ParameterizedTest // HS-04, D-4: implementations of one algorithm agree
    @ValueSource(longs = {1, 2, 3, 4})
    void update_inRandomPieces_isWhatJavaMakesOfTheWhole(long seed) {
        Random random = new Random(seed);
        HashProvider.Hasher java = Hashes.javaOne().newHasher();
        for (int i = 0; i < 100; i++) {
            byte[] message = new byte[random.nextInt(1 << random.nextInt(1, 18))];
            random.nextBytes(message);
            int bound = 2 + random.nextInt(1 << random.nextInt(18));
            for (int at = 0; at < message.length;) {
                int length = Math.min(random.nextInt(bound), message.length - at);
                hasher.update(message, at, length);
                at += length;
            }
            assertThat(Hashes.end(hasher)).as("seed %d, message %d", seed, i).isEqualTo(Hashes.digest(java, message));
        }
    }

    @ParameterizedTest // HS-04: on either side of what is handed over at once
    @ValueSource(ints = {16_383, 16_384, 16_385, 32_767, 32_768, 32_769, 49_152})
    void update_aroundFullPieces_isWhatJavaMakesOfIt(int length) {
        byte[] message = Hashes.message(length);
        String expected = Hashes.digest(Hashes.javaOne().newHasher(), message);
        assertThat(Hashes.digest(hasher, message)).isEqualTo(expected);
        for (int split : new int[] {1, 16_383, length - 1}) {
            hasher.update(message, 0, split).update(message, split, length - split);
            assertThat(Hashes.end(hasher)).as("split at %d", split).isEqualTo(expected);
        }
    }

    @Test // HS-05
    void emptyInput_isTheSameByEveryRoute() {
        String empty = "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262";
        assertThat(Hashes.end(hasher)).isEqualTo(empty);
        assertThat(Hashes.digest(hasher, new byte[0])).isEqualTo(empty);
        assertThat(Hashes.end(hasher.update(new byte[5], 3, 0).update(new byte[5], 5, 0))).isEqualTo(empty);
    }

    @Test // HS-06
    void update_withAnOffset_readsNothingElse() {
        byte[] message = Hashes.message(40_000);
        byte[] inside = new byte[40_200];
        Arrays.fill(inside, (byte) 77);
        System.arraycopy(message, 0, inside, 100, message.length);
        hasher.update(inside, 100, message.length);
        assertThat(Hashes.end(hasher)).isEqualTo(Hashes.digest(hasher, message));
    }

    @ParameterizedTest // HS-07
    @ValueSource(ints = {100, 20_000})
    void update_thenAChangeOfTheArray_hasNoEffect(int length) {
        byte[] message = Hashes.message(length);
        hasher.update(message, 0, length);
        Arrays.fill(message, (byte) 0);
        assertThat(Hashes.end(hasher)).isEqualTo(Hashes.digest(hasher, Hashes.message(length)));
    }

    @Test // HS-09
    void digest_isACopy_thatNobodyKeeps() {
        byte[] first = new byte[32];
        hasher.update(Hashes.message(100), 0, 100).digest(first, 0);
        byte[] kept = first.clone();
        byte[] second = new byte[32];
        hasher.update(Hashes.message(101), 0, 101).digest(second, 0);
        assertThat(first).isEqualTo(kept).isNotEqualTo(second);
        Arrays.fill(first, (byte) 0);
        hasher.update(Hashes.message(100), 0, 100).digest(second, 0);
        assertThat(second).isEqualTo(kept);
    }

    @Test // HS-10
    void digest_beginsANewMessage() {
        String empty = Hashes.digest(hasher, new byte[0]);
        for (int length : new int[] {1, 64, 1024, 1025, 5000, 16_384, 40_000}) {
            Hashes.digest(hasher, Hashes.message(length));
            assertThat(Hashes.end(hasher)).isEqualTo(empty);
        }
    }

    @Test // HS-01
    void digest_writesThirtyTwoBytesAndNoOthers() {
        byte[] target = new byte[40];
        hasher.digest(target, 5);
        assertThat(Arrays.copyOf(target, 5)).containsOnly(0);
        assertThat(Arrays.copyOfRange(target, 37, 40)).containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource({"10, 31", "-1, 2", "0, -1", "41, 0", "1, 2147483647", "2147483647, 1", "-2147483648, 40"})
    void update_ofAWrongRange_isRefusedAndForgotten(int offset, int length) {
        byte[] bytes = new byte[40];
        assertThatThrownBy(() -> hasher.update(bytes, offset, length)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(Hashes.end(hasher)).isEqualTo(Hashes.digest(provider.newHasher(), new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(ints = {9, -1, 40, 41, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void digest_withoutRoom_isRefused_andTheMessageStays(int offset) {
        hasher.update(Hashes.message(65), 0, 65);
        assertThatThrownBy(() -> hasher.digest(new byte[40], offset)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(Hashes.end(hasher)).isEqualTo(Hashes.digest(provider.newHasher(), Hashes.message(65)));
    }

    @Test // HS-13, HS-14, HS-15
    void everyBitAndEveryLength_counts() {
        byte[] message = Hashes.message(1025);
        Set<String> digests = new HashSet<>();
        for (int bit = 0; bit < message.length * 8; bit++) {
            message[bit / 8] ^= (byte) (1 << bit % 8);
            digests.add(Hashes.digest(hasher, message));
            message[bit / 8] ^= (byte) (1 << bit % 8);
        }
        for (int length = 0; length < 1500; length++) {
            digests.add(Hashes.digest(hasher, new byte[length]));
        }
        assertThat(digests).hasSize(1025 * 8 + 1500).doesNotContain("0".repeat(64));
    }

    @Test // HS-03, HS-11
    void hashersOfManyThreads_doNotDisturbEachOther() {
        byte[] message = Hashes.message(40_000);
        String expected = Hashes.digest(hasher, message);
        assertThat(IntStream.range(0, 400).parallel()
                .mapToObj(i -> Hashes.digest(provider.newHasher(), message)).distinct()).containsExactly(expected);
    }

    @Test // HS-11
    void hashersThatTakeTurns_doNotDisturbEachOther() {
        HashProvider.Hasher other = provider.newHasher();
        byte[] message = Hashes.message(50_000);
        for (int at = 0; at < 50_000; at += 1000) {
            hasher.update(message, at, 1000);
            other.update(message, 0, 700);
        }
        String digest = Hashes.end(hasher);
        assertThat(digest).isEqualTo(Hashes.digest(Hashes.javaOne().newHasher(), message))
                .isNotEqualTo(Hashes.end(other));
    }

    @Test // all of them together would need more memory than this process may have
    void hashersThatAreForgotten_giveTheirMemoryBack() {
        String expected = Hashes.digest(hasher, Hashes.message(65));
        for (int i = 0; i < 80_000; i++) {
            HashProvider.Hasher dropped = provider.newHasher();
            if (i % 1000 == 0) {
                assertThat(Hashes.digest(dropped, Hashes.message(65))).isEqualTo(expected);
            }
        }
    }
}
