package io.batpak.cli.output;

import io.batpak.api.event.Value;
import java.io.Flushable;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Base64;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/**
 * Writes JSON objects, each followed by a line feed. What was begun is passed on at {@link #flush} and {@link #close}
 * only, or when the buffer is full; the stream below is never closed. A stream that fails is a
 * {@link tools.jackson.core.exc.JacksonIOException}.
 */
public final class JsonLines implements Flushable, AutoCloseable {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .rootValueSeparator((String) null)
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .disable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private final JsonGenerator json;

    /** Makes a writer onto a stream. */
    public JsonLines(OutputStream out, Layout layout) {
        ObjectWriteContext context = layout == Layout.LINES ? ObjectWriteContext.empty() : new Indented();
        json = FACTORY.createGenerator(context, new Unclosed(out), JsonEncoding.UTF8);
    }

    /** Returns what an object is written with; {@link #endLine} must follow it. */
    JsonGenerator json() {
        return json;
    }

    /** Ends an object's line. */
    void endLine() {
        json.writeRaw('\n');
    }

    @Override
    public void flush() {
        json.flush();
    }

    @Override
    public void close() {
        json.close();
    }

    /**
     * Writes a value so that reading it gives the same value, with four exceptions that JSON leaves no room for: bytes
     * are {@code {"base64":…}}, a moment is ISO 8601 text, and a double that is no number is text.
     */
    void value(Value value) {
        switch (value) {
            case Value.Null nothing -> json.writeNull();
            case Value.Bool bool -> json.writeBoolean(bool.value());
            case Value.Int integer -> {
                if (integer.value().bitLength() < Long.SIZE) {
                    json.writeNumber(integer.value().longValue());
                } else {
                    json.writeNumber(integer.value());
                }
            }
            case Value.Real real -> real(real.value());
            case Value.Decimal decimal -> json.writeNumber(decimal(decimal.value()));
            case Value.Text text -> json.writeString(text.value());
            case Value.Binary binary -> bytes(binary.value().toArray());
            case Value.Moment moment -> json.writeString(moment.value().toString());
            case Value.Array array -> {
                json.writeStartArray();
                array.values().forEach(this::value);
                json.writeEndArray();
            }
            case Value.Struct struct -> {
                json.writeStartObject();
                struct.entries().forEach((name, entry) -> {
                    json.writeName(name);
                    value(entry);
                });
                json.writeEndObject();
            }
        }
    }

    /** Writes bytes that are no text. */
    void bytes(byte[] bytes) {
        json.writeStartObject();
        json.writeStringProperty("base64", Base64.getEncoder().encodeToString(bytes));
        json.writeEndObject();
    }

    private void real(double value) {
        if (Double.isFinite(value)) {
            json.writeNumber(Double.toString(value));
        } else {
            json.writeString(Double.toString(value));
        }
    }

    /** Returns the shortest text that keeps the scale and shows that it is not an integer. */
    private static String decimal(BigDecimal value) {
        String text = value.toString();
        return value.scale() == 0 ? text + "E0" : text;
    }

    /** Asks for an indented layout. */
    private static final class Indented extends ObjectWriteContext.Base {
        private static final Separators SEPARATORS = Separators.createDefaultInstance()
                .withRootSeparator("")
                .withObjectNameValueSpacing(Separators.Spacing.AFTER);

        @Override
        public PrettyPrinter getPrettyPrinter() {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            return new DefaultPrettyPrinter(SEPARATORS)
                    .withObjectIndenter(indenter)
                    .withArrayIndenter(indenter);
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }

    /** Keeps the stream open when the generator is closed. */
    private static final class Unclosed extends java.io.FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws java.io.IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws java.io.IOException {
            flush();
        }
    }
}
