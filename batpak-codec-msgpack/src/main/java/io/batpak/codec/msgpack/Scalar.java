package io.batpak.codec.msgpack;

import java.time.DateTimeException;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The shape of a type whose values are not made of others.
 *
 * @param type the type, boxed
 * @param writer writes a value
 * @param reader reads a value
 */
record Scalar<T>(Class<T> type, BiConsumer<T, Output> writer, Function<Input, T> reader) implements Shape {
    /** Returns the shape of a type that is written as text. */
    static <T> Scalar<T> ofText(Class<T> type, Function<T, String> print, Function<String, T> parse) {
        return new Scalar<>(type, (value, out) -> out.text(print.apply(value)), in -> {
            try {
                return parse.apply(in.text());
            } catch (DateTimeException e) { // its message holds the text
                throw new Refusal("the text is not a " + type.getSimpleName());
            }
        });
    }

    /** Returns the shape of a type that is written as an integer in a range. */
    static <T extends Number> Scalar<T> ofInteger(Class<T> type, long min, long max, Function<Long, T> narrow) {
        return new Scalar<>(
                type, (value, out) -> out.integer(value.longValue()), in -> narrow.apply(in.integer(min, max)));
    }

    @Override
    public void write(Object value, Output out) {
        Refusal.requireInstance(value, type);
        writer.accept(type.cast(value), out);
    }

    @Override
    public Object read(Input in) {
        return reader.apply(in);
    }
}
