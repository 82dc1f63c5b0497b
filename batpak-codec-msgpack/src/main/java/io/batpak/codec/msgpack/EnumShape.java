package io.batpak.codec.msgpack;

import java.util.HashMap;
import java.util.Map;

/** An enum is the name of its constant (CO-18). */
final class EnumShape implements Shape {
    private final Class<?> type;
    private final Map<String, Enum<?>> constants = new HashMap<>();

    EnumShape(Class<?> type) {
        this.type = type;
        for (Object constant : type.getEnumConstants()) {
            Enum<?> named = (Enum<?>) constant;
            constants.put(named.name(), named);
        }
    }

    @Override
    public void write(Object value, Output out) {
        Refusal.requireInstance(value, type);
        out.text(((Enum<?>) value).name());
    }

    @Override
    public Object read(Input in) {
        Enum<?> constant = constants.get(in.text());
        if (constant == null) {
            throw new Refusal("the text is not a constant of " + type.getSimpleName());
        }
        return constant;
    }
}
