package io.batpak.codec.msgpack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A map is a map, sorted as {@link KeyOrder} says. Keys are scalars or enums.
 *
 * @param key the shape of the keys
 * @param value the shape of the values
 */
record MapShape(Shape key, Shape value) implements Shape {
    @Override
    public void write(Object map, Output out) {
        Refusal.requireInstance(map, Map.class);
        writeSorted((Map<?, ?>) map, key, value, out);
    }

    static void writeSorted(Map<?, ?> map, Shape key, Shape value, Output out) {
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        out.map(entries.size());
        SortedEntries sorted = new SortedEntries(out, entries.size(), KeyOrder::compare);
        for (int i = 0; i < entries.size(); i++) {
            try {
                sorted.begin();
                writeKey(Refusal.requirePresent(entries.get(i).getKey()), key, out);
                sorted.keyEnd();
                value.write(Refusal.requirePresent(entries.get(i).getValue()), out);
            } catch (Refusal e) {
                throw e.inEntry(i);
            }
        }
        sorted.sort();
        out.end();
    }

    private static void writeKey(Object value, Shape key, Output out) {
        int start = out.length();
        key.write(value, out);
        int head = out.buffer()[start] & 0xff;
        if (Head.isContainer(head) || head == Head.NIL) {
            throw new Refusal("the key is not a scalar; few readers could read it");
        }
    }

    @Override
    public Object read(Input in) {
        int count = in.map();
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            try {
                if (map.put(key.read(in), value.read(in)) != null) {
                    throw new Refusal("the map has a key twice");
                }
            } catch (Refusal e) {
                throw e.inEntry(i);
            }
        }
        return Collections.unmodifiableMap(map);
    }
}
