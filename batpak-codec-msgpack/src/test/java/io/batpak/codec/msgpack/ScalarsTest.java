package io.batpak.codec.msgpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.error.PayloadException;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.CausationId;
import io.batpak.api.event.CorrelationId;
import io.batpak.api.event.EventId;
import io.batpak.api.event.Hash;
import io.batpak.api.event.IdempotencyKey;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarsTest {
    private static final UUID ID = UUID.fromString("01234567-89ab-7def-8123-456789abcdef");

    private final MsgpackCodecProvider codec = new MsgpackCodecProvider();

    static Stream<Object> values() {
        return Stream.of(
                true, Byte.MIN_VALUE, Byte.MAX_VALUE, Short.MIN_VALUE, Short.MAX_VALUE, Integer.MIN_VALUE,
                Integer.MAX_VALUE, 0L, -1L, -32L, -33L, 127L, 128L, 255L, 256L, 65_535L, 65_536L, 4_294_967_295L,
                4_294_967_296L, Long.MIN_VALUE, Long.MAX_VALUE, 0f, -0f, Float.MIN_VALUE, Float.NaN,
                Float.NEGATIVE_INFINITY, 0.1, -0.0, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, 'x', '\0',
                '€', "", "a\0b", "😀\uffff", "x".repeat(31), "x".repeat(32), "x".repeat(256), "x".repeat(65_536),
                BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE), BigInteger.ONE.shiftLeft(64),
                BigInteger.ONE.shiftLeft(63).negate(), BigInteger.ONE.shiftLeft(5000).negate(), new BigDecimal("1.00"),
                new BigDecimal("-1E+2147483647"), new BigDecimal(BigInteger.TEN.pow(100), Integer.MAX_VALUE),
                Bytes.empty(), Bytes.of(new byte[70_000]), ID, new UUID(0, 0), EventId.of(ID), CorrelationId.of(ID),
                CausationId.of(ID), IdempotencyKey.of(ID), Hash.of(new byte[32]), Instant.EPOCH, Instant.MIN,
                Instant.MAX, Instant.ofEpochSecond(-1, 999_999_999), Instant.ofEpochSecond(1L << 34, 1),
                Instant.ofEpochSecond((1L << 34) - 1, 999_999_999), Instant.ofEpochSecond(0xffff_ffffL),
                Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
                Duration.ofSeconds(Long.MIN_VALUE), LocalDate.MIN, LocalDate.MAX, LocalDate.of(2024, 2, 29),
                LocalTime.MAX, LocalTime.MIDNIGHT, LocalDateTime.MIN, LocalDateTime.MAX);
    }

    @ParameterizedTest
    @MethodSource("values")
    void decode_ofEncoded_isTheSame(Object value) { // CO-01, CO-02
        Bytes encoded = codec.encode(value);

        codec.check(encoded);
        assertThat(codec.decode(encoded, value.getClass())).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00", "127, 7f", "128, cc80", "255, ccff", "256, cd0100", "65535, cdffff", "65536, ce00010000",
        "4294967295, ceffffffff", "4294967296, cf0000000100000000", "18446744073709551615, cfffffffffffffffff",
        "18446744073709551616, c70901010000000000000000", "-1, ff", "-32, e0", "-33, d0df", "-128, d080",
        "-129, d1ff7f", "-32768, d18000", "-32769, d2ffff7fff", "-2147483648, d280000000",
        "-2147483649, d3ffffffff7fffffff", "-9223372036854775808, d38000000000000000",
        "-9223372036854775809, c70901ff7fffffffffffffff"
    })
    void encode_anInteger_isItsShortestForm(BigInteger value, String golden) { // CO-05
        assertThat(codec.encode(value).toHex()).isEqualTo(golden);
    }

    @Test
    void encode_scalars_areTheRecordedBytes() { // CO-05: these never change
        assertThat(codec.encode("é\0").toHex()).isEqualTo("a3c3a900");
        assertThat(codec.encode(1.5f).toHex()).isEqualTo("ca3fc00000");
        assertThat(codec.encode(1.0).toHex()).isEqualTo("cb3ff0000000000000");
        assertThat(codec.encode(-0.0).toHex()).isEqualTo("cb8000000000000000");
        assertThat(codec.encode(Double.longBitsToDouble(0xfff8000000000001L)).toHex()).isEqualTo("cb7ff8000000000000");
        assertThat(codec.encode(new BigDecimal("-1.28")).toHex()).isEqualTo("c7050200000002" + "80");
        assertThat(codec.encode(ID).toHex()).isEqualTo("c410" + "0123456789ab7def8123456789abcdef");
        assertThat(codec.encode(EventId.of(ID))).isEqualTo(codec.encode(ID));
        assertThat(codec.encode(Instant.ofEpochSecond(1)).toHex()).isEqualTo("d6ff00000001");
        assertThat(codec.encode(Instant.ofEpochSecond(1, 1)).toHex()).isEqualTo("d7ff0000000400000001");
        assertThat(codec.encode(Instant.ofEpochSecond(-1, 1)).toHex()).isEqualTo("c70cff00000001ffffffffffffffff");
        assertThat(codec.encode(Duration.ofMinutes(90)).toHex()).isEqualTo("a7" + "50543148" + "33304d");
        assertThat(codec.encode(new byte[] {1, 2}).toHex()).isEqualTo("c4020102");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "cc01", "cd0001", "ce00000001", "cf0000000000000001", "d001", "d10001",
        "d3" + "0000000000000001"})
    void decode_longerFormsOfForeignWriters_areAccepted(String form) { // CO-12
        assertThat(codec.decode(Hex.bytes(form), Integer.class)).isEqualTo(1);
        assertThat(codec.decode(Hex.bytes(form), int.class)).isEqualTo(1);
        assertThat(codec.decode(Hex.bytes(form), BigInteger.class)).isOne();
    }

    @Test
    void decode_ofAFloat_takesADoubleOnlyIfExact() { // CO-06
        assertThat(codec.decode(codec.encode(0.5), float.class)).isEqualTo(0.5f);
        assertThat(codec.decode(codec.encode(0.1f), double.class)).isEqualTo((double) 0.1f);
        assertRefused(codec.encode(0.1), Float.class, "not exactly a float");
    }

    @Test
    void decode_ofTheWrongType_isRefused() { // CO-06
        assertRefused(codec.encode(128), Byte.class, "Byte: the integer is out of range");
        assertRefused(codec.encode(BigInteger.ONE.shiftLeft(63)), Long.class, "out of range");
        assertRefused(codec.encode(1L << 40), Integer.class, "out of range");
        assertRefused(codec.encode("1"), Integer.class, "expected an integer, found text");
        assertRefused(codec.encode(1.0), Long.class, "expected an integer, found a floating-point number");
        assertRefused(codec.encode(1), Double.class, "expected a floating-point number, found an integer");
        assertRefused(codec.encode("ab"), Character.class, "one character");
        assertRefused(codec.encode("SECRET"), LocalDate.class, "LocalDate: the text is not a LocalDate");
        assertRefused(codec.encode(Instant.EPOCH), BigDecimal.class,
                "expected a decimal, found an extension of type -1");
        assertRefused(codec.encode(new UUID(0, 0)), EventId.class, "zero id"); // J-39
        assertRefused(codec.encode(Bytes.of(new byte[15])), UUID.class, "expected 16 bytes, found 15");
    }

    @ParameterizedTest
    @ValueSource(strings = {"d7ff ffffffff ffffffff", "c705ff 0000000000", "c70cff 3b9aca00 0000000000000000",
        "c70cff 00000000 7fffffffffffffff"})
    void decode_ofABadTimestamp_isRefused(String form) { // CO-11
        codec.check(Hex.bytes(form));
        assertRefused(Hex.bytes(form), Instant.class, "a timestamp");
    }

    @Test
    void decode_ofABadNumber_isRefused() { // CO-11
        assertRefused(Hex.bytes("c700 01"), BigInteger.class, "no bytes");
        assertRefused(Hex.bytes("d602 00000000"), BigDecimal.class, "at least 5 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\udc00", "\ud800x", "\udc00\ud800", "\ud83d\ude00\ud83d"})
    void encode_ofALoneSurrogate_isRefused(String text) { // CO-02
        assertThatThrownBy(() -> codec.encode(text))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("lone surrogate");
        assertThatThrownBy(() -> codec.encode('\ud800')).isInstanceOf(PayloadException.class);
    }

    private void assertRefused(Bytes bytes, Class<?> type, String reason) {
        assertThatThrownBy(() -> codec.decode(bytes, type))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("SECRET")
                .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("SECRET"));
    }
}
