package io.batpak.blake3.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.spi.HashProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is tried before the library serves. It needs no library: the hashers here are Java's, one of them spoilt. */
class SelfTestTest {
    @Test // HS-02
    void findWrong_inAHasherThatIsRight_findsNothing() {
        assertThat(SelfTest.findWrong(Hashes.javaOne().newHasher())).isEmpty();
    }

    @ParameterizedTest // HS-02
    @ValueSource(ints = {0, 1, 63, 64, 65, 1023, 1024, 1025, 2049, 8193, 65_536, 102_400})
    void findWrong_inAHasherThatIsWrongForOneLength_namesIt(int length) {
        assertThat(SelfTest.findWrong(new Spoilt(Hashes.javaOne().newHasher(), length)).orElseThrow())
                .contains(" " + length + " bytes");
    }

    /** Gets the digest of messages of one length wrong by a bit. */
    private static final class Spoilt implements HashProvider.Hasher {
        private final HashProvider.Hasher sound;
        private final int wrongLength;
        private int length;

        private Spoilt(HashProvider.Hasher sound, int wrongLength) {
            this.sound = sound;
            this.wrongLength = wrongLength;
        }

        @Override
        public HashProvider.Hasher update(byte[] bytes, int offset, int added) {
            sound.update(bytes, offset, added);
            length += added;
            return this;
        }

        @Override
        public void digest(byte[] target, int offset) {
            sound.digest(target, offset);
            if (length == wrongLength) {
                target[offset + 31] ^= 1;
            }
            length = 0;
        }
    }
}
