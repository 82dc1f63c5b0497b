package io.batpak.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.event.Bytes;
import io.batpak.api.event.Value;
import io.batpak.cli.input.StrictJson;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    private static String print(Value value, Layout layout) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonLines lines = new JsonLines(out, layout)) {
            lines.value(value);
            lines.endLine();
        }
        return out.toString(UTF_8);
    }

    private static Value parse(String json) {
        byte[] bytes = json.getBytes(UTF_8);
        return StrictJson.parse(bytes, 0, bytes.length);
    }

    @Test
    void value_thatWasRead_isPrintedAndReadAsTheSame() {
        for (long seed = 1; seed <= 300; seed++) {
            Value value = new Values(new Random(seed)).any(5);
            for (Layout layout : Layout.values()) {
                assertThat(parse(print(value, layout))).as("seed %d", seed).isEqualTo(value);
            }
        }
    }

    @Test
    void number_keepsItsKind() {
        assertThat(print(new Value.Real(1), Layout.LINES)).isEqualTo("1.0\n");
        assertThat(print(new Value.Real(-0.0), Layout.LINES)).isEqualTo("-0.0\n");
        assertThat(print(Value.Int.of(1), Layout.LINES)).isEqualTo("1\n");
        assertThat(print(new Value.Int(BigInteger.TEN.pow(30)), Layout.LINES)).isEqualTo("1" + "0".repeat(30) + "\n");
        assertThat(print(new Value.Decimal(new BigDecimal("1E+400")), Layout.LINES)).isEqualTo("1E+400\n");
        assertThat(print(new Value.Decimal(new BigDecimal("12345678901234567890123")), Layout.LINES))
                .isEqualTo("12345678901234567890123E0\n");
    }

    @Test
    void text_isNotEscapedBeyondNeed() {
        assertThat(print(new Value.Text("é😀/\"\\\0\n\u2028\u007f"), Layout.LINES))
                .isEqualTo("\"é😀/\\\"\\\\\\u0000\\n\u2028\u007f\"\n");
    }

    @Test
    void value_thatJsonHasNoRoomFor_hasAForm() {
        assertThat(print(new Value.Binary(Bytes.of((byte) 1, (byte) 2)), Layout.LINES))
                .isEqualTo("{\"base64\":\"AQI=\"}\n");
        assertThat(print(new Value.Moment(Instant.ofEpochSecond(0, 1)), Layout.LINES))
                .isEqualTo("\"1970-01-01T00:00:00.000000001Z\"\n");
        assertThat(print(new Value.Real(Double.NaN), Layout.LINES)).isEqualTo("\"NaN\"\n");
        assertThat(print(new Value.Real(Double.NEGATIVE_INFINITY), Layout.LINES)).isEqualTo("\"-Infinity\"\n");
    }

    @Test
    void stream_isNeverClosed() {
        boolean[] closed = {false};
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        new JsonLines(out, Layout.LINES).close();
        assertThat(closed[0]).isFalse();
    }

    @Test
    void timestamp_hasSixDigits() {
        Timestamps timestamps = new Timestamps();
        assertThat(timestamps.text(Instant.parse("2026-01-02T03:04:05Z"))).isEqualTo("2026-01-02T03:04:05.000000Z");
        assertThat(timestamps.text(Instant.parse("2026-01-02T03:04:05.000042Z")))
                .isEqualTo("2026-01-02T03:04:05.000042Z");
        assertThat(timestamps.text(Instant.parse("2026-01-02T03:04:06.999999999Z")))
                .isEqualTo("2026-01-02T03:04:06.999999Z");
    }

    /** Values such as reading JSON gives. */
    private record Values(Random random) {
        Value any(int depth) {
            return switch (random.nextInt(depth > 0 ? 9 : 7)) {
                case 0 -> Value.Null.NULL;
                case 1 -> new Value.Bool(random.nextBoolean());
                case 2 -> Value.Int.of(random.nextLong() >> random.nextInt(64));
                case 3 -> new Value.Int(new BigInteger(random.nextInt(300), random).negate());
                case 4 -> real();
                case 5 -> decimal();
                case 6 -> new Value.Text(text());
                case 7 -> array(depth - 1);
                default -> struct(depth - 1);
            };
        }

        private Value real() {
            double value = Double.longBitsToDouble(random.nextLong());
            return new Value.Real(Double.isFinite(value) ? value : -0.0);
        }

        /** A decimal with more digits than a double has. */
        private Value decimal() {
            BigInteger unscaled = new BigInteger(100, random).setBit(101).setBit(0);
            return new Value.Decimal(new BigDecimal(unscaled, random.nextInt(800) - 400));
        }

        private String text() {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                int point = random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1);
                text.appendCodePoint(point >= 0xd800 && point <= 0xdfff ? 'x' : point);
            }
            return text.toString();
        }

        private Value array(int depth) {
            List<Value> values = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                values.add(any(depth));
            }
            return new Value.Array(values);
        }

        private Value struct(int depth) {
            Map<String, Value> entries = new LinkedHashMap<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                entries.put(text(), any(depth));
            }
            return new Value.Struct(entries);
        }
    }
}
