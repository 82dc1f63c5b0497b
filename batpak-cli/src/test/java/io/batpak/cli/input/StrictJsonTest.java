package io.batpak.cli.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.event.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    static Value parse(String json) {
        return parse(json.getBytes(UTF_8));
    }

    private static Value parse(byte[] json) {
        return StrictJson.parse(json, 0, json.length);
    }

    @Test
    void integer_ofAnySize_isExact() {
        String huge = "9".repeat(5000);
        assertThat(parse(huge)).isEqualTo(new Value.Int(new BigInteger(huge)));
        assertThat(parse("-9223372036854775809")).isEqualTo(new Value.Int(new BigInteger("-9223372036854775809")));
        assertThat(parse("-0")).isEqualTo(Value.Int.of(0));
    }

    @Test
    void integer_ofAMillionDigits_isReadWithoutDelay() {
        String huge = "7".repeat(1_000_000);
        assertThat(((Value.Int) parse(huge)).value().bitLength()).isEqualTo(3321928);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "0.1", "-0.0", "1e2", "1E+2", "1.10", "5e-1", "4.9E-324", "1.7976931348623157E308",
        "123456789.123456", "100000000000000000000000.0", "0.000001", "0e99999999999", "2.2250738585072014e-308"})
    void fraction_thatADoubleIs_isADouble(String text) {
        assertThat(parse(text)).isEqualTo(new Value.Real(Double.parseDouble(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.10000000000000000555", "2.0000000000000001", "1e400", "1e-400", "5e-324",
        "9007199254740993.0", "12345678901234567890123E0", "1e-999999", "0.1000000000000000000000000001"})
    void fraction_thatNoDoubleIs_isADecimal(String text) {
        assertThat(parse(text)).isEqualTo(new Value.Decimal(new BigDecimal(text)));
    }

    @Test
    void fraction_withManyZeros_isReadWithoutDelay() {
        assertThat(parse("1." + "0".repeat(1_000_000))).isEqualTo(new Value.Real(1));
        assertThat(parse("0." + "0".repeat(1_000_000) + "1")).isInstanceOf(Value.Decimal.class);
    }

    @Test
    void text_keepsNulAndPairs() {
        assertThat(parse("\"a\\u0000b\\ud83d\\ude00😀/\\/\""))
                .isEqualTo(new Value.Text("a\0b😀😀//"));
    }

    @Test
    void object_keepsAllNames() {
        assertThat(parse("{\"\":1,\"a\":[null,true,false],\"A\":{}}"))
                .isEqualTo(new Value.Struct(Map.of(
                        "",
                        Value.Int.of(1),
                        "a",
                        new Value.Array(List.of(Value.Null.NULL, new Value.Bool(true), new Value.Bool(false))),
                        "A",
                        new Value.Struct(Map.of()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[", "[1,]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "{'a':1}", "01", "1.", ".5",
        "+1",
        "-", "1e", "0x1", "NaN", "Infinity", "-Infinity", "nul", "nulls", "tru", "TRUE", "undefined", "[1 2]", "{} {}",
        "1 2", "[]]", "}", "\"", "\"\\x\"", "\"\\u12g4\"", "\"\t\"", "\"a\nb\"", "// c\n1", "1 // c", "/**/1", "# c\n1",
        "[1,,2]", "1e99999999999", "1e-99999999999", "\u000b1", "\u00a01", "\ufeff1"})
    void text_thatIsNotJson_isRefused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(InputException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":2}", "{\"x\":{\"\":1,\"\":2}}",
        "{\"a\":null,\"a\":1}"})
    void object_withANameTwice_isRefused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(InputException.class).hasMessageContaining("twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud800\"", "\"\\udc00\"", "\"\\ude00\\ud83d\"", "\"\\ud83dx\"", "{\"\\ud800\":1}"})
    void text_withHalfAPair_isRefused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(InputException.class).hasMessageContaining("surrogate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "c0af", "c1bf", "e08080", "eda080", "edbfbf", "f0808080", "f4908080", "f5808080",
        "ff", "c3",
        "e282", "f09f98"})
    void bytes_thatAreNotUtf8_areRefused(String hex) {
        byte[] middle = java.util.HexFormat.of().parseHex(hex);
        byte[] json = new byte[middle.length + 2];
        json[0] = '"';
        System.arraycopy(middle, 0, json, 1, middle.length);
        json[json.length - 1] = '"';
        assertThatThrownBy(() -> parse(json)).isInstanceOf(InputException.class).hasMessageContaining("UTF-8");
    }

    @Test
    void bytes_inAnotherEncoding_areRefused() {
        for (String name : List.of("UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32BE", "UTF-32LE")) {
            byte[] json = "{\"a\":1}".getBytes(java.nio.charset.Charset.forName(name));
            assertThatThrownBy(() -> parse(json)).as(name).isInstanceOf(InputException.class);
        }
    }

    @Test
    void nesting_upToTheLimit_isFine() {
        for (int depth : new int[] {1, 127, 128}) {
            assertThat(parse("[".repeat(depth) + "]".repeat(depth))).isInstanceOf(Value.Array.class);
            assertThat(parse("{\"a\":".repeat(depth) + "1" + "}".repeat(depth))).isInstanceOf(Value.Struct.class);
        }
    }

    @Test
    void nesting_beyondTheLimit_isRefused() {
        for (int depth : new int[] {129, 255, 256, 1000, 100_000}) {
            assertThatThrownBy(() -> parse("[".repeat(depth) + "]".repeat(depth)))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("128");
        }
    }

    @Test
    void message_aboutAnUnknownToken_doesNotQuoteIt() {
        assertThatThrownBy(() -> parse("{\"a\":secret}"))
                .isInstanceOf(InputException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void name_ofAnyLength_isRead() {
        String name = "n".repeat(200_000);
        assertThat(parse("{\"" + name + "\":1}")).isEqualTo(new Value.Struct(Map.of(name, Value.Int.of(1))));
    }
}
