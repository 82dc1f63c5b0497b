package io.batpak.codec.msgpack;

import io.batpak.api.event.Value;

/**
 * What is declared as {@link Object}: written by its class, and read as a {@link Value}, as no type that data might name
 * is ever made (CO-13).
 *
 * @param shapes finds the shape of the class
 */
record AnyShape(Shapes shapes) implements Shape {
    private static final Shape VALUE = new ValueShape(Value.class);

    @Override
    public void write(Object value, Output out) {
        shapes.ofValue(value).write(value, out);
    }

    @Override
    public Object read(Input in) {
        return VALUE.read(in);
    }
}
