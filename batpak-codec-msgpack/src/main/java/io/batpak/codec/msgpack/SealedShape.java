package io.batpak.codec.msgpack;

import io.batpak.api.event.Value;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sealed interface of records is the record, tagged with its simple name. A record has its tag whether it is written
 * as itself or as its interface, so that equal values have equal bytes.
 */
final class SealedShape implements Shape {
    /** The name of the tag's entry. It sorts before all common names, so that a reader meets it first. */
    static final String TAG = "$type";

    private final Class<?> type;
    private final Shapes shapes;
    private final Map<String, Class<?>> members = new TreeMap<>();

    SealedShape(Class<?> type, Shapes shapes) {
        this.type = type;
        this.shapes = shapes;
        addMembers(type);
    }

    /** Returns true if a record belongs to a sealed interface, directly or not. */
    static boolean isMember(Class<?> type) {
        return Arrays.stream(type.getInterfaces())
                .anyMatch(parent -> parent != Value.class && (parent.isSealed() || isMember(parent)));
    }

    @Override
    public void write(Object value, Output out) {
        Refusal.requireInstance(value, type);
        shapes.of(value.getClass()).write(value, out);
    }

    @Override
    public Object read(Input in) {
        String tag = in.lookUp(TAG).orElseThrow(() -> new Refusal("the field " + TAG + " is missing"));
        Class<?> member = members.get(tag);
        if (member == null) {
            throw new Refusal(TAG + " is none of " + members.keySet());
        }
        return shapes.of(member).read(in);
    }

    private void addMembers(Class<?> parent) {
        for (Class<?> child : parent.getPermittedSubclasses()) {
            if (child.isInterface() && child.isSealed()) {
                addMembers(child);
            } else if (!child.isRecord()) {
                throw new Refusal(type.getTypeName() + " permits " + child.getTypeName()
                        + ", which is neither a record nor a sealed interface of records");
            } else {
                Class<?> other = members.put(child.getSimpleName(), child);
                if (other != null && other != child) {
                    throw new Refusal(type.getTypeName() + " permits two records named " + child.getSimpleName());
                }
            }
        }
    }
}
