package io.batpak.codec.msgpack;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;

/**
 * A list is an array. A collection that is a set is written as one, because it may iterate in any order; it is read as a
 * list.
 *
 * @param element the shape of the elements
 */
record ListShape(Shape element) implements Shape {
    @Override
    public void write(Object value, Output out) {
        Refusal.requireInstance(value, Collection.class);
        if (value instanceof Set<?>) {
            new SetShape(element).write(value, out);
            return;
        }
        Object[] elements = ((Collection<?>) value).toArray();
        out.array(elements.length);
        for (int i = 0; i < elements.length; i++) {
            writeElement(element, elements, i, out);
        }
        out.end();
    }

    @Override
    public Object read(Input in) {
        Object[] elements = new Object[in.array()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = readElement(element, i, in);
        }
        return Collections.unmodifiableList(Arrays.asList(elements));
    }

    static void writeElement(Shape element, Object[] elements, int index, Output out) {
        try {
            element.write(Refusal.requirePresent(elements[index]), out);
        } catch (Refusal e) {
            throw e.inElement(index);
        }
    }

    static Object readElement(Shape element, int index, Input in) {
        try {
            return element.read(in);
        } catch (Refusal e) {
            throw e.inElement(index);
        }
    }
}
