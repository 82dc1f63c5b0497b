package io.batpak.codec.msgpack;

import java.lang.reflect.TypeVariable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record is a map of its components by name. Unknown fields are passed over, so that an older reader can read what a
 * newer writer wrote; a missing one is an empty optional, or refused (CO-06).
 */
final class RecordShape implements Shape {
    private final Class<?> type;
    private final Map<TypeVariable<?>, Shape> arguments;
    private final Shapes shapes;

    /** Made at first use: a record may contain itself. Made twice by two threads, it is the same twice. */
    private volatile @Nullable RecordLayout layout;

    RecordShape(Class<?> type, Map<TypeVariable<?>, Shape> arguments, Shapes shapes) {
        this.type = type;
        this.arguments = arguments;
        this.shapes = shapes;
    }

    @Override
    public void write(Object value, Output out) {
        Refusal.requireInstance(value, type);
        RecordLayout known = layout();
        out.map(known.fields().size());
        for (RecordField field : known.fields()) {
            out.raw(field.encodedName());
            try {
                field.write(value, out);
            } catch (Refusal e) {
                throw e.inComponent(field.name());
            }
        }
        out.end();
    }

    @Override
    public Object read(Input in) {
        RecordLayout known = layout();
        @Nullable
        Object[] values = new @Nullable Object[known.componentCount()];
        for (int left = in.map(); left > 0; left--) {
            RecordField field = known.field(in.text());
            if (field == null) {
                in.skip();
                continue;
            }
            try {
                field.read(in, values);
            } catch (Refusal e) {
                throw e.inComponent(field.name());
            }
        }
        for (RecordField field : known.fields()) {
            field.requireRead(values);
        }
        return known.make(values);
    }

    private RecordLayout layout() {
        RecordLayout known = layout;
        if (known == null) {
            known = RecordLayout.of(type, arguments, shapes);
            layout = known;
        }
        return known;
    }
}
