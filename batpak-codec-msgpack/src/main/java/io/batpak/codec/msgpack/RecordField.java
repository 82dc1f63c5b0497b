package io.batpak.codec.msgpack;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** One entry of the map that a record is: a component, or the tag that tells it from its siblings. */
final class RecordField {
    /** The position of a field that is not a component. */
    static final int NO_POSITION = -1;

    private final String name;
    private final byte[] encodedName;
    private final int position;
    private final MethodHandle accessor; // (Object) Object
    private final Shape shape;

    RecordField(String name, int position, MethodHandle accessor, Shape shape) {
        Output out = new Output();
        out.text(name);
        this.name = name;
        this.encodedName = out.toBytes().toArray();
        this.position = position;
        this.accessor = accessor;
        this.shape = shape;
    }

    String name() {
        return name;
    }

    /** Returns the name as it is written; not a copy. */
    byte[] encodedName() {
        return encodedName;
    }

    void write(Object owner, Output out) {
        shape.write(Refusal.requirePresent(Invocation.call(accessor, owner)), out);
    }

    void read(Input in, @Nullable Object[] values) {
        Object value = shape.read(in);
        if (position != NO_POSITION) {
            values[position] = value;
        }
    }

    /** Fills in what stands for a missing field, or refuses if it must not be missing. */
    void requireRead(@Nullable Object[] values) {
        if (position == NO_POSITION || values[position] != null) {
            return;
        }
        Object value = shape.whenMissing();
        if (value == null) {
            throw new Refusal("the field is missing; declare it Optional if it may be").inComponent(name);
        }
        values[position] = value;
    }
}
