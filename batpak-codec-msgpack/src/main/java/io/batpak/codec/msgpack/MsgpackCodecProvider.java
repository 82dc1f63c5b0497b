package io.batpak.codec.msgpack;

import io.batpak.api.event.Bytes;
import io.batpak.api.spi.CodecProvider;
import java.lang.invoke.MethodType;
import java.util.Objects;

/**
 * Payloads as MessagePack, canonical when written. Reads what other writers of MessagePack wrote in longer forms or
 * another order, too. {@code docs/codec-msgpack.md} says what each Java type becomes.
 *
 * <p><b>Threads:</b> safe for use by many threads at once.
 */
public final class MsgpackCodecProvider implements CodecProvider {
    private final Shapes shapes = new Shapes();

    /** Makes a codec; the class path and module path alike find it by this. */
    public MsgpackCodecProvider() {}

    @Override
    public String name() {
        return "batpak-msgpack";
    }

    @Override
    public String algorithm() {
        return "msgpack";
    }

    @Override
    public Bytes encode(Object value) {
        Objects.requireNonNull(value, "value");
        try {
            Output out = new Output();
            shapes.ofValue(value).write(value, out);
            return out.toBytes();
        } catch (Refusal e) {
            throw e.toException(value.getClass());
        }
    }

    @Override
    @SuppressWarnings("unchecked") // a shape reads values of its type, boxed
    public <T> T decode(Bytes bytes, Class<T> type) {
        Objects.requireNonNull(type, "type");
        byte[] copy = bytes.toArray();
        try {
            Object value = shapes.of(type).read(Input.checked(copy));
            return (T) MethodType.methodType(type).wrap().returnType().cast(value);
        } catch (Refusal e) {
            throw e.toException(type);
        }
    }

    @Override
    public void check(Bytes bytes) {
        try {
            WellFormed.require(bytes.toArray());
        } catch (Refusal e) {
            throw e.toException(Bytes.class);
        }
    }
}
