package io.batpak.codec.msgpack;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A set is an array, sorted by the bytes of its encoded elements.
 *
 * @param element the shape of the elements
 */
record SetShape(Shape element) implements Shape {
    private static final SortedEntries.Order BY_BYTES = (in, start, end, otherStart, otherEnd) -> Arrays
            .compareUnsigned(in, start, end, in, otherStart, otherEnd);

    @Override
    public void write(Object value, Output out) {
        Refusal.requireInstance(value, Set.class);
        Object[] elements = ((Set<?>) value).toArray();
        out.array(elements.length);
        SortedEntries sorted = new SortedEntries(out, elements.length, BY_BYTES);
        for (int i = 0; i < elements.length; i++) {
            sorted.begin();
            ListShape.writeElement(element, elements, i, out);
            sorted.keyEnd();
        }
        sorted.sort();
        out.end();
    }

    @Override
    public Object read(Input in) {
        int count = in.array();
        Set<Object> set = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            if (!set.add(ListShape.readElement(element, i, in))) {
                throw new Refusal("the set has an element twice").inElement(i);
            }
        }
        return Collections.unmodifiableSet(set);
    }
}
