package io.batpak.codec.msgpack;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a record's class: its fields in canonical order, and how to make one. */
final class RecordLayout {
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

    private final Map<String, RecordField> byName = new HashMap<>();
    private final List<RecordField> fields;
    private final int componentCount;
    private final MethodHandle constructor; // (Object) Object, of an array

    private RecordLayout(List<RecordField> fields, int componentCount, MethodHandle constructor) {
        this.fields = fields;
        this.componentCount = componentCount;
        this.constructor = constructor;
        fields.forEach(field -> byName.put(field.name(), field));
    }

    static RecordLayout of(Class<?> type, Map<TypeVariable<?>, Shape> arguments, Shapes shapes) {
        RecordComponent[] components = type.getRecordComponents();
        List<RecordField> fields = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            try {
                Shape shape = shapes.of(components[i].getGenericType(), arguments);
                fields.add(new RecordField(name, i, accessor(components[i]), shape));
            } catch (Refusal e) {
                throw e.inComponent(name);
            }
        }
        if (SealedShape.isMember(type)) {
            if (fields.stream().anyMatch(field -> field.name().equals(SealedShape.TAG))) {
                throw new Refusal("a record of a sealed interface cannot have a component named " + SealedShape.TAG);
            }
            fields.add(tag(type.getSimpleName()));
        }
        fields.sort(Comparator.comparing(RecordField::name,
                (a, b) -> Arrays.compareUnsigned(Utf8.encode(a), Utf8.encode(b))));
        return new RecordLayout(List.copyOf(fields), components.length, constructor(type, components));
    }

    List<RecordField> fields() {
        return fields;
    }

    int componentCount() {
        return componentCount;
    }

    @Nullable
    RecordField field(String name) {
        return byName.get(name);
    }

    Object make(@Nullable Object[] values) {
        return Refusal.requirePresent(Invocation.call(constructor, values));
    }

    /** Returns the field that no component holds: it is the same in all records of a class, and checked when read. */
    private static RecordField tag(String tag) {
        MethodHandle constant = MethodHandles.dropArguments(MethodHandles.constant(Object.class, tag), 0, Object.class);
        return new RecordField(
                SealedShape.TAG,
                RecordField.NO_POSITION,
                constant,
                new Scalar<>(String.class, (value, out) -> out.text(value), in -> {
                    String found = in.text();
                    if (!found.equals(tag)) {
                        throw new Refusal("expected a " + tag + ", found another type");
                    }
                    return found;
                }));
    }

    private static MethodHandle accessor(RecordComponent component) {
        try {
            requireAccess(component.getAccessor(), component.getDeclaringRecord());
            return MethodHandles.lookup().unreflect(component.getAccessor()).asType(GETTER);
        } catch (IllegalAccessException e) {
            throw closed(component.getDeclaringRecord());
        }
    }

    private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
        Class<?>[] parameters = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(parameters);
            requireAccess(canonical, type);
            return MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, parameters.length)
                    .asType(GETTER);
        } catch (IllegalAccessException e) {
            throw closed(type);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has its canonical constructor", e);
        }
    }

    private static void requireAccess(AccessibleObject member, Class<?> type) {
        if (!member.trySetAccessible()) {
            throw closed(type);
        }
    }

    private static Refusal closed(Class<?> type) {
        return new Refusal(type.getTypeName() + " is not accessible; add \"opens " + type.getPackageName()
                + " to io.batpak.codec.msgpack;\" to the declaration of module " + type.getModule().getName()
                + ", or make the record public and export its package");
    }
}
