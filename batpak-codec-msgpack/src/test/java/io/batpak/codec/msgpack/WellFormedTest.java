package io.batpak.codec.msgpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.batpak.api.error.PayloadException;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Value;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WellFormedTest {
    private final MsgpackCodecProvider codec = new MsgpackCodecProvider();

    @Test
    void check_ofEveryPrefix_isRefused() { // CO-07
        for (int seed = 0; seed < 100; seed++) {
            byte[] encoded = codec.encode(new RandomValues(seed).tree(3)).toArray();
            for (int length = 0; length < encoded.length; length++) {
                assertRefused(Bytes.copyOf(encoded, 0, length), "seed " + seed + ", length " + length);
            }
        }
    }

    @Test
    void check_ofTrailingBytes_isRefused() { // CO-08
        assertThatThrownBy(() -> codec.check(Hex.bytes("c0 c0")))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("1 bytes follow the value, which ends at byte 1");
        assertThatThrownBy(() -> codec.decode(Hex.bytes("01 02"), Integer.class)).isInstanceOf(PayloadException.class);
        assertRefused(Hex.bytes("90 90"), "two empty arrays");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "dd ffffffff", "dd 7fffffff 00", "df ffffffff", "df 80000000 00", "df 7fffffff 00", "dc ffff 00",
        "de ffff 00 00",
        "db ffffffff", "db 7fffffff 61", "c6 ffffffff", "c6 80000000", "c9 ffffffff 01", "c9 7fffffff 01", "92 01",
        "81 01",
        "9f dd00ffffff dd00ffffff"
    })
    void check_ofADeclaredLengthThatIsNotThere_isRefused(String form) { // CO-09
        assertRefused(Hex.bytes(form), form);
        assertThatThrownBy(() -> codec.decode(Hex.bytes(form), List.class)).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> codec.decode(Hex.bytes(form), byte[].class)).isInstanceOf(PayloadException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x90, 0x91, 0x80, 0x81})
    void check_ofNesting_isBounded(int innermost) { // CO-10
        codec.check(nested(127, innermost));
        assertThat(codec.decode(nested(127, 0x90), Value.class)).isInstanceOf(Value.Array.class);
        assertThatThrownBy(() -> codec.check(nested(128, innermost)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("nested more than 128 deep at byte 128");
        assertRefused(nested(1_000_000, innermost), "deep");
    }

    @Test
    void encode_ofNesting_isBoundedAlike() { // CO-10
        Value tree = new Value.Array(List.of());
        for (int depth = 2; depth <= 128; depth++) {
            tree = new Value.Array(List.of(tree));
        }
        Value deepest = tree;

        assertThat(codec.decode(codec.encode(deepest), Value.class)).isEqualTo(deepest);
        assertThatThrownBy(() -> codec.encode(new Value.Array(List.of(deepest))))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("nested more than 128 deep");
    }

    @Test
    void encode_ofAListThatContainsItself_isRefused() { // CO-10
        Object[] self = new Object[1];
        self[0] = Arrays.asList(self);

        assertThatThrownBy(() -> codec.encode(self[0])).isInstanceOf(PayloadException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "82 a161 01 a161 02", "83 a162 01 a161 01 a162 01", "82 a161 01 d90161 02", "82 01 00 cc01 00",
        "82 ff 00 d1ffff 00", "82 c40161 00 c5000161 00", "82 d40100 00 c7010100 00", "82 c0 00 c0 00",
        "82 9101 00 9101 00", "81 00 82 a161 01 a161 02"
    })
    void check_ofAKeyTwice_isRefused(String form) { // CO-12, in whatever form it was written
        assertThatThrownBy(() -> codec.check(Hex.bytes(form)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("has a key twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "82 a162 01 a161 02", "82 a161 01 c40161 02", "82 ff 00 ccff 00",
        "82 cfffffffffffffffff 00 d3ffffffffffffffff 00",
        "82 ca00000000 00 cb0000000000000000 00", "82 9101 00 9102 00", "82 d40100 00 d40200 00",
        "83 9101 80 a0 00 81c0c0 00"
    })
    void check_ofDifferentKeys_isAcceptedInAnyOrder(String form) { // CO-12, J-43
        codec.check(Hex.bytes(form));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c1", "92 c0 c1", "", "a1 ff", "a2 c080", "a3 eda080", "a4 f4908080", "a1 c3", "a3 e08080"})
    void check_ofWhatIsNotMessagePack_isRefused(String form) { // CO-02, CO-11
        assertRefused(Hex.bytes(form), form);
    }

    @Test
    void isWellFormed_agreesWithTheStrictDecoderOfTheJdk() { // CO-02
        SplittableRandom random = new SplittableRandom(3);
        byte[] likely = HexFormat.of().parseHex("007f80bfc0c1c2dfe0e1edeeef9fa08f90f0f1f3f4f5f8ff");
        for (int round = 0; round < 100_000; round++) {
            byte[] bytes = new byte[random.nextInt(1, 6)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = likely[random.nextInt(likely.length)];
            }
            if (Utf8.isWellFormed(bytes, 0, bytes.length) != isUtf8(bytes)) {
                fail("seed 3, round " + round + ": " + HexFormat.of().formatHex(bytes));
            }
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Returns arrays of one element around an innermost container, which holds as many nils as it needs. */
    private static Bytes nested(int around, int innermost) {
        byte[] bytes = new byte[around + 1 + (innermost & 1) * (innermost < 0x90 ? 2 : 1)];
        Arrays.fill(bytes, (byte) 0xc0);
        Arrays.fill(bytes, 0, around, (byte) 0x91);
        bytes[around] = (byte) innermost;
        return Bytes.of(bytes);
    }

    private void assertRefused(Bytes bytes, String what) {
        try {
            codec.check(bytes);
        } catch (PayloadException e) {
            return;
        }
        fail("accepted: " + what);
    }
}
