package io.batpak.core.append;

import io.batpak.api.error.PayloadException;
import io.batpak.api.event.Bytes;
import io.batpak.api.spi.CodecProvider;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A codec that stores what a value says of itself, and remembers what it was asked for. */
final class WordsCodec implements CodecProvider {
    /** Runs whenever a value is encoded, before it is. */
    private final Consumer<Object> encoding;

    WordsCodec() {
        this(value -> {});
    }

    WordsCodec(Consumer<Object> encoding) {
        this.encoding = encoding;
    }

    @Override
    public String name() {
        return "words";
    }

    @Override
    public String algorithm() {
        return "words";
    }

    @Override
    public Bytes encode(Object value) {
        encoding.accept(value);
        return Bytes.of(value.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public <T> T decode(Bytes bytes, Class<T> type) {
        return type.cast(new String(bytes.toArray(), StandardCharsets.UTF_8));
    }

    @Override
    public void check(Bytes bytes) {
        for (byte b : bytes.toArray()) {
            if (b == '!') {
                throw new PayloadException("no exclamation");
            }
        }
    }
}
