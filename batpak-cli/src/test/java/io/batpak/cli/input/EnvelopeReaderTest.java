package io.batpak.cli.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Causation;
import io.batpak.api.append.Expectation;
import io.batpak.api.event.CausationId;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.CorrelationId;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeReaderTest {
    private static final String ID = "00112233445566778899AABBCCDDEEFF";

    private static AppendRequest read(String line, @Nullable String entity, @Nullable String scope,
            @Nullable EventKind kind) {
        byte[] bytes = line.getBytes(UTF_8);
        return new EnvelopeReader(new Defaults(entity, scope, kind)).read(bytes, 0, bytes.length);
    }

    /** Reads a line that has all that is required, and the given fields. */
    private static AppendRequest with(String fields) {
        return read("{\"payload\":1," + fields + "}", "e", "s", EventKind.DATA);
    }

    private static AppendOptions options(String fields) {
        return with(fields).options();
    }

    private static EventKind kind(String json) {
        return ((AppendRequest.Content.Untyped) with("\"kind\":" + json).content()).kind();
    }

    @Test
    void line_withAllFields_isRead() {
        AppendRequest request = read(
                "{\"entity\":\"a:1\",\"scope\":\"x\",\"kind\":\"0xF001\",\"payload\":{\"n\":1},"
                        + "\"key\":\"k\",\"expect\":7,"
                        + "\"correlation\":\"" + ID
                        + "\",\"causation\":\"00112233-4455-6677-8899-aabbccddeeff\",\"lane\":3,"
                        + "\"tags\":[\"b\",\"a\"]}",
                null,
                null,
                null);
        assertThat(request.coordinate()).isEqualTo(Coordinate.of("a:1", "x"));
        AppendRequest.Content.Untyped content = (AppendRequest.Content.Untyped) request.content();
        assertThat(content.kind()).isEqualTo(EventKind.of(0xF001));
        assertThat(content.value()).isEqualTo(StrictJsonTest.parse("{\"n\":1}"));
        AppendOptions options = request.options();
        assertThat(options.key()).contains(IdempotencyKey.ofText("k"));
        assertThat(options.expectation()).isEqualTo(Expectation.at(7));
        assertThat(options.correlation()).contains(CorrelationId.parse(ID));
        assertThat(options.causation()).isEqualTo(Causation.of(CausationId.parse(ID)));
        assertThat(options.position().lane()).isEqualTo(Lane.of(3));
        assertThat(options.tags()).containsExactly("a", "b");
    }

    @Test
    void line_withoutWhatOptionsSay_isRead() {
        AppendRequest request = read("{\"payload\":null}", "e", "s", EventKind.of(2));
        assertThat(request.coordinate()).isEqualTo(Coordinate.of("e", "s"));
        assertThat(((AppendRequest.Content.Untyped) request.content()).value()).isEqualTo(Value.Null.NULL);
        assertThat(request.options()).isSameAs(AppendOptions.defaults());
    }

    @Test
    void line_thatSaysMoreThanOptions_wins() {
        assertThat(with("\"entity\":\"other\"").coordinate()).isEqualTo(Coordinate.of("other", "s"));
        assertThat(kind("61441")).isEqualTo(EventKind.of(0xF001));
    }

    @Test
    void field_thatIsNull_isAbsent() {
        AppendRequest request = with("\"entity\":null,\"scope\":null,\"kind\":null,\"key\":null,\"expect\":null,"
                + "\"correlation\":null,\"causation\":null,\"lane\":null,\"tags\":null");
        assertThat(request.coordinate()).isEqualTo(Coordinate.of("e", "s"));
        assertThat(request.options()).isSameAs(AppendOptions.defaults());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"scope\":\"s\",\"kind\":1,\"payload\":1}", "{\"entity\":\"e\",\"kind\":1,\"payload\":1}",
        "{\"entity\":\"e\",\"scope\":\"s\",\"payload\":1}", "{\"entity\":\"e\",\"scope\":\"s\",\"kind\":1}",
        "{\"entity\":null,\"scope\":\"s\",\"kind\":1,\"payload\":1}"})
    void line_withoutARequiredField_isRefused(String line) {
        assertThatThrownBy(() -> read(line, null, null, null))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"x\"", "null", "[{\"payload\":1}]", "{\"payload\":1}{}", "{\"payload\":1"})
    void line_thatIsNoObject_isRefused(String line) {
        assertThatThrownBy(() -> read(line, "e", "s", EventKind.DATA)).isInstanceOf(InputException.class);
    }

    @Test
    void kind_inAllForms_isRead() {
        assertThat(kind("0")).isEqualTo(EventKind.of(0));
        assertThat(kind("65535")).isEqualTo(EventKind.of(0xFFFF));
        assertThat(kind("\"0x1\"")).isEqualTo(EventKind.of(1));
        assertThat(kind("\"0xf0aB\"")).isEqualTo(EventKind.of(0xF0AB));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"kind\":61441.0", "\"kind\":1e3", "\"kind\":-1", "\"kind\":65536", "\"kind\":\"0x\"",
        "\"kind\":\"0x12345\"", "\"kind\":\"0X1\"", "\"kind\":\"F001\"", "\"kind\":\"61441\"", "\"kind\":\"0xG\"",
        "\"kind\":\"\"", "\"kind\":true", "\"kind\":[1]", "\"kind\":\"0x١\"", "\"kind\":99999999999999999999",
        "\"entity\":1", "\"entity\":\"\"", "\"entity\":\"a\\u0000\"", "\"entity\":\"a\\n\"", "\"entity\":[\"e\"]",
        "\"scope\":\"\"", "\"scope\":\"\\u007f\"", "\"scope\":false",
        "\"key\":\"\"", "\"key\":1", "\"key\":\"00000000000000000000000000000000\"",
        "\"key\":\"00000000-0000-0000-0000-000000000000\"",
        "\"expect\":\"none\"", "\"expect\":\"\"", "\"expect\":-1", "\"expect\":1.0", "\"expect\":\"1\"",
        "\"expect\":4294967296", "\"expect\":true", "\"expect\":\"ANY\"",
        "\"correlation\":\"\"", "\"correlation\":1", "\"correlation\":\"00000000000000000000000000000000\"",
        "\"correlation\":\"0011223344556677889\"", "\"correlation\":\"zz112233445566778899AABBCCDDEEFF\"",
        "\"correlation\":\"+0112233-4455-6677-8899-aabbccddeeff\"",
        "\"correlation\":\"0011223-34455-6677-8899-aabbccddeeff\"",
        "\"causation\":\"00000000-0000-0000-0000-000000000000\"", "\"causation\":\"x\"", "\"causation\":{}",
        "\"lane\":-1", "\"lane\":4294967296", "\"lane\":1.0", "\"lane\":\"1\"", "\"lane\":[]",
        "\"tags\":\"a\"", "\"tags\":[1]", "\"tags\":[null]", "\"tags\":[\"\"]", "\"tags\":{}",
        "\"sequence\":1", "\"id\":\"x\"", "\"Entity\":\"e\"", "\"\":1", "\"payloads\":1",
        "\"payload\":1", "\"key\":\"a\",\"key\":\"a\"", "\"key\":null,\"key\":\"a\"",
        "\"entity\":\"e\",\"\\u0065ntity\":\"e\""})
    void field_thatIsNotWhatItHasToBe_isRefused(String fields) {
        assertThatThrownBy(() -> with(fields)).isInstanceOf(InputException.class);
    }

    @Test
    void expectation_inAllForms_isRead() {
        assertThat(options("\"expect\":\"any\"").expectation()).isEqualTo(Expectation.any());
        assertThat(options("\"expect\":\"empty\"").expectation()).isEqualTo(Expectation.empty());
        assertThat(options("\"expect\":0").expectation()).isEqualTo(Expectation.at(0));
        assertThat(options("\"expect\":4294967295").expectation()).isEqualTo(Expectation.at(0xffff_ffffL));
    }

    @Test
    void key_ofAnyText_isRead() {
        for (String key : new String[] {" ", "a/b", "0", "ü", ID, "00000000000000000000000000000001"}) {
            assertThat(options("\"key\":\"" + key + "\"").key()).contains(IdempotencyKey.ofText(key));
        }
    }

    @Test
    void tags_beyondTheirLimit_areRefused() {
        StringBuilder tags = new StringBuilder("\"t0\"");
        for (int i = 1; i < AppendOptions.TAG_MAX_COUNT; i++) {
            tags.append(",\"t").append(i).append('"');
        }
        assertThat(options("\"tags\":[" + tags + "]").tags()).hasSize(AppendOptions.TAG_MAX_COUNT);
        assertThatThrownBy(() -> with("\"tags\":[" + tags + ",\"one more\"]")).isInstanceOf(InputException.class);
    }

    @Test
    void payload_mayBeNestedToTheLimit() {
        String deepest = "[".repeat(128) + "]".repeat(128);
        read("{\"payload\":" + deepest + "}", "e", "s", EventKind.DATA);
        assertThatThrownBy(() -> read("{\"payload\":[" + deepest + "]}", "e", "s", EventKind.DATA))
                .isInstanceOf(InputException.class);
    }

    @Test
    void message_aboutAnUnknownField_namesItShortly() {
        assertThatThrownBy(() -> with("\"" + "x".repeat(1000) + "\":1"))
                .isInstanceOf(InputException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains("xxx").hasSizeLessThan(300));
    }
}
