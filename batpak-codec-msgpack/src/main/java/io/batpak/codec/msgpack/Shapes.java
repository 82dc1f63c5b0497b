package io.batpak.codec.msgpack;

import io.batpak.api.event.Value;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the shape of a type; remembers that of a class for as long as the class lives. */
final class Shapes {
    private final Shape any = new AnyShape(this);

    private final ClassValue<Shape> byClass = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return make(type);
        }
    };

    /** Returns the shape of a class, as declared. */
    Shape of(Class<?> type) {
        return byClass.get(type);
    }

    /** Returns the shape to write a value with of which no type is declared. */
    Shape ofValue(Object value) {
        if (value instanceof Map) {
            return of(Map.class);
        }
        if (value instanceof Set) {
            return of(Set.class);
        }
        if (value.getClass() == Object.class) { // its shape would look for that of the value again
            throw unsupported(Object.class);
        }
        return value instanceof Collection ? of(List.class) : of(value.getClass());
    }

    /** Returns the shape of a type in a generic declaration, where {@code arguments} stand for its variables. */
    Shape of(Type type, Map<TypeVariable<?>, Shape> arguments) {
        return switch (type) {
            case Class<?> plain -> of(plain);
            case ParameterizedType generic -> generic(generic, arguments);
            case WildcardType wildcard -> of(wildcard.getUpperBounds()[0], arguments);
            case TypeVariable<?> variable -> {
                Shape argument = arguments.get(variable);
                yield argument != null ? argument : of(erased(variable));
            }
            default -> throw unsupported(type);
        };
    }

    /** Returns the class of a variable's bound, which may name the variable itself. */
    private static Class<?> erased(Type bound) {
        return switch (bound) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            case TypeVariable<?> variable -> erased(variable.getBounds()[0]);
            default -> throw unsupported(bound);
        };
    }

    private Shape generic(ParameterizedType type, Map<TypeVariable<?>, Shape> outer) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] types = type.getActualTypeArguments();
        if (types.length == 0) { // the inner class of a generic one
            throw unsupported(type);
        }
        Shape[] arguments = new Shape[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = of(types[i], outer);
        }
        if (raw.isRecord()) {
            Map<TypeVariable<?>, Shape> byVariable = new HashMap<>();
            for (int i = 0; i < types.length; i++) {
                byVariable.put(raw.getTypeParameters()[i], arguments[i]);
            }
            return new RecordShape(raw, byVariable, this);
        }
        Shape container = container(raw, arguments[0], arguments[arguments.length - 1]);
        if (container == null) {
            throw unsupported(type);
        }
        return container;
    }

    private static @Nullable Shape container(Class<?> raw, Shape first, Shape last) {
        if (raw == List.class || raw == Collection.class) {
            return new ListShape(first);
        }
        if (raw == Set.class) {
            return new SetShape(first);
        }
        if (raw == Map.class) {
            return new MapShape(first, last);
        }
        return raw == Optional.class ? new OptionalShape(first) : null;
    }

    private Shape make(Class<?> type) {
        Shape known = type == Object.class ? any : Scalars.ALL.get(type);
        if (known == null) {
            known = container(type, any, any);
        }
        if (known != null) {
            return known;
        }
        if (Value.class.isAssignableFrom(type)) {
            return new ValueShape(type);
        }
        if (type.isRecord()) {
            return new RecordShape(type, Map.of(), this);
        }
        if (type.isArray()) {
            return new ArrayShape(type.getComponentType(), of(type.getComponentType()));
        }
        if (Enum.class.isAssignableFrom(type) && type != Enum.class) { // a constant may have a class of its own
            return new EnumShape(type.isEnum() ? type : type.getSuperclass());
        }
        if (type.isInterface() && type.isSealed()) {
            return new SealedShape(type, this);
        }
        throw unsupported(type);
    }

    private static Refusal unsupported(Type type) {
        return new Refusal("the type " + type.getTypeName() + " is not supported; use a record, enum, sealed interface "
                + "of records, List, Set, Map, Optional, Value, or one of the scalars in docs/codec-msgpack.md");
    }
}
