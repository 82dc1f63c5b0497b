package io.batpak.codec.msgpack;

import io.batpak.api.event.Bytes;
import io.batpak.api.event.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.msgpack.core.ExtensionTypeHeader;

/**
 * A generic value: every kind of it has a MessagePack type of its own.
 *
 * @param type which kind, or {@link Value} for any
 */
record ValueShape(Class<?> type) implements Shape {
    private static final Shape TEXT = new Scalar<>(String.class, (value, out) -> out.text(value), Input::text);
    private static final Shape ANY = new ValueShape(Value.class);

    @Override
    public void write(Object value, Output out) {
        Refusal.requireInstance(value, type);
        switch ((Value) value) {
            case Value.Null nothing -> out.nil();
            case Value.Bool bool -> out.bool(bool.value());
            case Value.Int integer -> out.integer(integer.value());
            case Value.Real real -> out.float64(real.value());
            case Value.Decimal decimal -> out.extension(Extensions.DECIMAL, Extensions.decimal(decimal.value()));
            case Value.Text text -> out.text(text.value());
            case Value.Binary binary -> out.binary(binary.value().toArray());
            case Value.Moment moment -> out.extension(Extensions.TIMESTAMP, Extensions.timestamp(moment.value()));
            case Value.Array array -> new ListShape(ANY).write(array.values(), out);
            case Value.Struct struct -> MapShape.writeSorted(struct.entries(), TEXT, ANY, out);
        }
    }

    @Override
    public Object read(Input in) {
        Value value = value(in);
        Refusal.requireInstance(value, type);
        return value;
    }

    private static Value value(Input in) {
        return switch (in.next()) {
            case NIL -> {
                in.skip();
                yield Value.Null.NULL;
            }
            case BOOLEAN -> new Value.Bool(in.bool());
            case INTEGER -> new Value.Int(in.integer());
            case FLOAT -> new Value.Real(in.floating());
            case STRING -> new Value.Text(in.text());
            case BINARY -> new Value.Binary(Bytes.wrap(in.binary()));
            case ARRAY -> array(in);
            case MAP -> struct(in);
            case EXTENSION -> extension(in);
        };
    }

    private static Value array(Input in) {
        int count = in.array();
        List<Value> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add((Value) ListShape.readElement(ANY, i, in));
        }
        return new Value.Array(values);
    }

    private static Value struct(Input in) {
        int count = in.map();
        Map<String, Value> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            try {
                entries.put(in.text(), value(in));
            } catch (Refusal e) {
                throw e.inEntry(i);
            }
        }
        return new Value.Struct(entries);
    }

    private static Value extension(Input in) {
        ExtensionTypeHeader header = in.extension();
        byte[] payload = in.payload(header);
        return switch (header.getType()) {
            case Extensions.TIMESTAMP -> new Value.Moment(Extensions.toInstant(payload));
            case Extensions.BIG_INTEGER -> new Value.Int(Extensions.toInteger(payload));
            case Extensions.DECIMAL -> new Value.Decimal(Extensions.toDecimal(payload));
            default -> throw new Refusal("an extension of type " + header.getType() + " has no meaning here");
        };
    }
}
