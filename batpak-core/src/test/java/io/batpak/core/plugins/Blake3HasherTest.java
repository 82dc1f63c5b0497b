package io.batpak.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.spi.HashProvider;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The digests were computed by the reference implementation. */
class Blake3HasherTest {
    private final HashProvider.Hasher hasher = new Blake3Provider().newHasher();

    @ParameterizedTest // HS-02
    @CsvSource({
        "0, af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
        "1, 2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213",
        "63, e9bc37a594daad83be9470df7f7b3798297c3d834ce80ba85d6e207627b7db7b",
        "64, 4eed7141ea4a5cd4b788606bd23f46e212af9cacebacdc7d1f4c6dc7f2511b98",
        "65, de1e5fa0be70df6d2be8fffd0e99ceaa8eb6e8c93a63f2d8d1c30ecb6b263dee",
        "127, d81293fda863f008c09e92fc382a81f5a0b4a1251cba1634016a0f86a6bd640d",
        "128, f17e570564b26578c33bb7f44643f539624b05df1a76c81f30acd548c44b45ef",
        "1023, 10108970eeda3eb932baac1428c7a2163b0e924c9a9e25b35bba72b28f70bd11",
        "1024, 42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7",
        "1025, d00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444",
        "2048, e776b6028c7cd22a4d0ba182a8bf62205d2ef576467e838ed6f2529b85fba24a",
        "2049, 5f4d72f40d7a5f82b15ca2b2e44b1de3c2ef86c426c95c1af0b6879522563030",
        "3072, b98cb0ff3623be03326b373de6b9095218513e64f1ee2edd2525c7ad1e5cffd2",
        "3073, 7124b49501012f81cc7f11ca069ec9226cecb8a2c850cfe644e327d22d3e1cd3",
        "4096, 015094013f57a5277b59d8475c0501042c0b642e531b0a1c8f58d2163229e969",
        "4097, 9b4052b38f1c5fc8b1f9ff7ac7b27cd242487b3d890d15c96a1c25b8aa0fb995",
        "8193, bab6c09cb8ce8cf459261398d2e7aef35700bf488116ceb94a36d0f5f1b7bc3b",
        "65536, 68d647e619a930e7b1082f74f334b0c65a315725569bdc123f0ee11881717bfe",
        "102400, bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085"})
    void digest_ofAKnownMessage_isTheRecordedOne(int length, String expected) {
        byte[] message = HashVectors.message(length);
        assertThat(HashVectors.digest(hasher, message)).isEqualTo(expected);
        assertThat(message).isEqualTo(HashVectors.message(length)); // HS-08
    }

    @Test // HS-02
    void digest_ofAbc_isTheRecordedOne() {
        assertThat(HashVectors.digest(hasher, new byte[] {'a', 'b', 'c'}))
                .isEqualTo("6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85");
    }

    @Test // HS-12, at a smaller scale: a tree 17 levels high
    void digest_ofALongMessage_isTheRecordedOne() {
        byte[] piece = HashVectors.message(251 * 4096);
        for (int i = 0; i < 64; i++) {
            hasher.update(piece, 0, piece.length);
        }
        assertThat(HashVectors.end(hasher))
                .isEqualTo("0afc9f701e78e4436804da97c757fabc04313a552e4b7497bf323bcf3af81f3d");
    }

    @Test // HS-04
    void update_inTwoPieces_isTheSameAsInOne() {
        byte[] message = HashVectors.message(300);
        for (int length = 0; length <= 300; length++) {
            String whole = HashVectors.digest(hasher, Arrays.copyOf(message, length));
            for (int split = 0; split <= length; split++) {
                hasher.update(message, 0, split).update(message, split, length - split);
                assertThat(HashVectors.end(hasher)).isEqualTo(whole);
            }
        }
    }

    @Test // HS-04
    void update_inRandomPieces_isTheSameAsInOne() {
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            byte[] message = HashVectors.message(random.nextInt(20_000));
            String whole = HashVectors.digest(hasher, message);
            int bound = 1 + random.nextInt(3_000);
            for (int at = 0; at < message.length;) {
                int length = Math.min(random.nextInt(bound), message.length - at);
                hasher.update(message, at, length);
                at += length;
            }
            assertThat(HashVectors.end(hasher)).isEqualTo(whole);
        }
    }

    @Test // HS-06
    void update_withAnOffset_readsNothingElse() {
        byte[] message = HashVectors.message(2000);
        byte[] inside = new byte[2200];
        Arrays.fill(inside, (byte) 77);
        System.arraycopy(message, 0, inside, 100, message.length);
        hasher.update(inside, 100, message.length);
        assertThat(HashVectors.end(hasher)).isEqualTo(HashVectors.digest(hasher, message));
    }

    @Test // HS-07
    void update_thenAChangeOfTheArray_hasNoEffect() {
        byte[] message = HashVectors.message(100);
        hasher.update(message, 0, message.length);
        Arrays.fill(message, (byte) 0);
        assertThat(HashVectors.end(hasher)).isEqualTo(HashVectors.digest(hasher, HashVectors.message(100)));
    }

    @Test // HS-10
    void digest_beginsANewMessage() {
        String empty = HashVectors.digest(hasher, new byte[0]);
        for (int length : new int[] {1, 64, 1024, 1025, 5000}) {
            HashVectors.digest(hasher, HashVectors.message(length));
            assertThat(HashVectors.end(hasher)).isEqualTo(empty);
        }
    }

    @Test
    void digest_writesThirtyTwoBytesAndNoOthers() {
        byte[] target = new byte[40];
        hasher.digest(target, 5);
        assertThat(Arrays.copyOf(target, 5)).containsOnly(0);
        assertThat(Arrays.copyOfRange(target, 37, 40)).containsOnly(0);
    }

    @Test
    void wrongRanges_areRefused_andForgotten() {
        byte[] bytes = new byte[40];
        assertThatThrownBy(() -> hasher.update(bytes, 10, 31)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> hasher.update(bytes, -1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> hasher.digest(bytes, 9)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(HashVectors.end(hasher))
                .isEqualTo(HashVectors.digest(new Blake3Provider().newHasher(), new byte[0]));
    }

    @Test // HS-13
    void everyFlippedBit_changesTheDigest() {
        byte[] message = HashVectors.message(1024);
        Set<String> digests = new HashSet<>();
        digests.add(HashVectors.digest(hasher, message));
        for (int bit = 0; bit < message.length * 8; bit++) {
            message[bit / 8] ^= (byte) (1 << bit % 8);
            digests.add(HashVectors.digest(hasher, message));
            message[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(digests).hasSize(1024 * 8 + 1);
    }

    @Test // HS-14
    void zerosAtTheEnd_changeTheDigest() {
        Set<String> digests = new HashSet<>();
        for (int length = 0; length < 1500; length++) {
            digests.add(HashVectors.digest(hasher, new byte[length]));
        }
        assertThat(digests).hasSize(1500);
    }

    @Test // HS-03, HS-11
    void hashersOfManyThreads_doNotDisturbEachOther() {
        byte[] message = HashVectors.message(10_000);
        String expected = HashVectors.digest(hasher, message);
        Blake3Provider provider = new Blake3Provider();
        assertThat(IntStream.range(0, 200).parallel()
                .mapToObj(i -> HashVectors.digest(provider.newHasher(), message)).distinct()).containsExactly(expected);
    }
}
