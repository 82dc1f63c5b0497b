package io.batpak.codec.msgpack;

import java.util.Optional;

/**
 * An empty optional is nil, a full one its content.
 *
 * @param content the shape of the content
 */
record OptionalShape(Shape content) implements Shape {
    @Override
    public void write(Object value, Output out) {
        Refusal.requireInstance(value, Optional.class);
        Optional<?> optional = (Optional<?>) value;
        if (optional.isEmpty()) {
            out.nil();
            return;
        }
        Object inner = optional.get();
        int start = out.length();
        // An optional within goes no deeper in the bytes: it must be refused first, or its nesting has no bound.
        if (!(inner instanceof Optional)) {
            content.write(inner, out);
        }
        if (out.length() == start || (out.buffer()[start] & 0xff) == Head.NIL) {
            throw new Refusal("an optional that holds nothing looks like an empty one; do not nest them");
        }
    }

    @Override
    public Object read(Input in) {
        return in.nil() ? Optional.empty() : Optional.of(content.read(in));
    }

    @Override
    public Object whenMissing() {
        return Optional.empty();
    }
}
