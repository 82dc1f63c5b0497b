package io.batpak.codec.msgpack;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/**
 * A Java array is an array; {@code byte[]} is a scalar.
 *
 * @param elementType the type of the elements, which may be primitive
 * @param element their shape
 */
record ArrayShape(Class<?> elementType, Shape element) implements Shape {
    @Override
    public void write(Object value, Output out) {
        Refusal.requireInstance(value, elementType.arrayType());
        int length = Array.getLength(value);
        out.array(length);
        for (int i = 0; i < length; i++) {
            @Nullable
            Object item = Array.get(value, i);
            try {
                element.write(Refusal.requirePresent(item), out);
            } catch (Refusal e) {
                throw e.inElement(i);
            }
        }
        out.end();
    }

    @Override
    public Object read(Input in) {
        int length = in.array();
        Object array = Array.newInstance(elementType, length);
        for (int i = 0; i < length; i++) {
            Array.set(array, i, ListShape.readElement(element, i, in));
        }
        return array;
    }
}
