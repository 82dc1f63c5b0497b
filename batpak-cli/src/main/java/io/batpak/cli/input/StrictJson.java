package io.batpak.cli.input;

import io.batpak.api.event.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON document from the bytes of a line, token by token or value by value. Refused beyond what the grammar
 * refuses: a name twice in an object, a lone surrogate, nesting of more than {@value #MAX_DEPTH}, a second document.
 * Integers are {@link Value.Int} of any size; a number with a point or an exponent is a {@link Value.Real} if that is
 * exact, and a {@link Value.Decimal} otherwise.
 */
public final class StrictJson implements AutoCloseable {
    /** How deep arrays and objects may be nested in a value. */
    public static final int MAX_DEPTH = 128;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(2 * MAX_DEPTH) // ours come first, and say how many
                    .maxNumberLength(LineReader.MAX_BYTES)
                    .maxStringLength(LineReader.MAX_BYTES)
                    .maxNameLength(LineReader.MAX_BYTES)
                    .build())
            .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
            .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private final JsonParser parser;
    private final boolean escapes;

    private StrictJson(JsonParser parser, boolean escapes) {
        this.parser = parser;
        this.escapes = escapes;
    }

    /** Begins to read the bytes, which must not change meanwhile. */
    public static StrictJson of(byte[] bytes, int offset, int length) {
        boolean escapes = LineText.check(bytes, offset, length);
        return new StrictJson(FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length), escapes);
    }

    /** Reads bytes that are one value. */
    public static Value parse(byte[] bytes, int offset, int length) {
        try (StrictJson json = of(bytes, offset, length)) {
            json.next();
            Value value = json.value();
            json.end();
            return value;
        }
    }

    /** Moves on and returns the token; null at the end. */
    @Nullable
    JsonToken next() {
        try {
            return parser.nextToken();
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /** Moves on to the next name of an object; returns null where the object ends. */
    @Nullable
    String nextName() {
        return next() == JsonToken.PROPERTY_NAME ? text() : null;
    }

    /** Returns the name or text at hand. */
    String text() {
        try {
            String text = parser.getString();
            if (escapes && !LineText.isWellFormed(text)) {
                throw new InputException("a text has half of a surrogate pair, " + place());
            }
            return text;
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /** Reads the value that begins with the token at hand. */
    Value value() {
        return value(0);
    }

    /** Checks that nothing follows. */
    void end() {
        if (next() != null) {
            throw new InputException("something follows the end of the JSON value, " + place());
        }
    }

    @Override
    public void close() {
        parser.close();
    }

    private Value value(int depth) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new InputException("there is no JSON value");
        }
        return switch (token) {
            case START_OBJECT -> struct(deeper(depth));
            case START_ARRAY -> array(deeper(depth));
            case VALUE_STRING -> new Value.Text(text());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> fraction();
            case VALUE_TRUE -> new Value.Bool(true);
            case VALUE_FALSE -> new Value.Bool(false);
            case VALUE_NULL -> Value.Null.NULL;
            default -> throw new InputException("there is no JSON value " + place());
        };
    }

    private Value struct(int depth) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (String name = nextName(); name != null; name = nextName()) {
            next();
            if (entries.put(name, value(depth)) != null) {
                throw new InputException("an object has a name twice, " + place());
            }
        }
        return new Value.Struct(entries);
    }

    private Value array(int depth) {
        List<Value> values = new ArrayList<>();
        while (next() != JsonToken.END_ARRAY) {
            values.add(value(depth));
        }
        return new Value.Array(values);
    }

    private int deeper(int depth) {
        if (depth == MAX_DEPTH) {
            throw new InputException("nested more than " + MAX_DEPTH + " deep, " + place());
        }
        return depth + 1;
    }

    private Value integer() {
        try {
            return switch (parser.getNumberType()) {
                case INT, LONG -> Value.Int.of(parser.getLongValue());
                default -> new Value.Int(parser.getBigIntegerValue());
            };
        } catch (JacksonException | NumberFormatException e) {
            throw new InputException("a number cannot be held, " + place(), e);
        }
    }

    private Value fraction() {
        try {
            String text = parser.getString();
            double nearest = Double.parseDouble(text);
            if (NumberText.isExactly(text, nearest)) {
                return new Value.Real(nearest);
            }
            BigDecimal exact = parser.getDecimalValue();
            return new Value.Decimal(exact);
        } catch (JacksonException | ArithmeticException | NumberFormatException e) {
            throw new InputException("a number cannot be held, " + place(), e);
        }
    }

    private String place() {
        return "at byte " + (parser.currentTokenLocation().getByteOffset() + 1);
    }

    private static InputException malformed(JacksonException e) {
        String reason = e.getOriginalMessage();
        if (reason.startsWith("Unrecognized token")) { // it quotes the token, which may be part of a payload
            reason = "Unrecognized token";
        }
        long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
        return new InputException("not JSON" + (at < 0 ? "" : " at byte " + (at + 1)) + ": " + reason, e);
    }
}
