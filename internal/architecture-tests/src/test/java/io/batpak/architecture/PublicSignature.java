package io.batpak.architecture;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of what a class promises to those who compile against it: a line for itself, and one for each member. */
final class PublicSignature {
    private PublicSignature() {}

    /** Returns the lines of a public class; empty if it is not one, or lies in one that is not. */
    static List<String> of(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
            if (!isExported(c.getModifiers()) || c.isAnonymousClass()) {
                return List.of();
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(header(type));
        TreeSet<String> members = new TreeSet<>();
        for (Field f : type.getDeclaredFields()) {
            if (isExported(f.getModifiers()) && !f.isSynthetic()) {
                members.add(f.isEnumConstant() ? f.getName() : field(f));
            }
        }
        for (Constructor<?> c : type.getDeclaredConstructors()) {
            if (isExported(c.getModifiers()) && !c.isSynthetic()) {
                members.add(modifiers(c.getModifiers()) + type.getSimpleName()
                        + types(c.getGenericParameterTypes(), c.isVarArgs()));
            }
        }
        for (Method m : type.getDeclaredMethods()) {
            if (isExported(m.getModifiers()) && !m.isSynthetic() && !isGiven(type, m)) {
                members.add(method(m));
            }
        }
        members.forEach(m -> lines.add("  " + m));
        return lines;
    }

    private static boolean isExported(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    /** Every enum and every record has them. */
    private static boolean isGiven(Class<?> type, Method method) {
        String name = method.getName();
        return type.isEnum() && (name.equals("values") || name.equals("valueOf"))
                || type.isRecord() && (name.equals("equals") || name.equals("hashCode") || name.equals("toString"));
    }

    private static String header(Class<?> type) {
        String kind = type.isAnnotation() ? "@interface" : type.isInterface() ? "interface" : type.isEnum() ? "enum"
                : type.isRecord() ? "record" : "class";
        int dropped = Modifier.STATIC | (type.isInterface() ? Modifier.ABSTRACT : 0)
                | (type.isEnum() || type.isRecord() ? Modifier.FINAL | Modifier.ABSTRACT : 0);
        StringBuilder text = new StringBuilder(modifiers(type.getModifiers() & ~dropped));
        text.append(type.isSealed() ? "sealed " : "").append(kind).append(' ').append(type.getTypeName());
        text.append(variables(type.getTypeParameters()));
        if (type.isRecord()) {
            text.append(Arrays.stream(type.getRecordComponents())
                    .map(PublicSignature::component)
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        Type parent = type.getGenericSuperclass();
        if (parent != null && parent != Object.class && !type.isEnum() && !type.isRecord()) {
            text.append(" extends ").append(parent.getTypeName());
        }
        text.append(
                list(type.isInterface() ? " extends " : " implements ", Arrays.stream(type.getGenericInterfaces())));
        if (type.isSealed() && !type.isEnum()) {
            text.append(list(" permits ", Arrays.stream(type.getPermittedSubclasses())));
        }
        return text.toString();
    }

    private static String list(String word, Stream<? extends Type> types) {
        String joined = types.map(Type::getTypeName).filter(t -> !t.equals("java.lang.annotation.Annotation")).sorted()
                .collect(Collectors.joining(", "));
        return joined.isEmpty() ? "" : word + joined;
    }

    private static String component(RecordComponent component) {
        return component.getGenericType().getTypeName() + " " + component.getName();
    }

    private static String field(Field field) {
        return modifiers(field.getModifiers()) + field.getGenericType().getTypeName() + " " + field.getName();
    }

    private static String method(Method m) {
        int dropped = Modifier.TRANSIENT | Modifier.VOLATILE | Modifier.SYNCHRONIZED
                | (m.getDeclaringClass().isInterface() ? Modifier.ABSTRACT : 0);
        String variables = variables(m.getTypeParameters());
        return modifiers(m.getModifiers() & ~dropped) + (m.isDefault() ? "default " : "")
                + variables + (variables.isEmpty() ? "" : " ")
                + m.getGenericReturnType().getTypeName() + " " + m.getName()
                + types(m.getGenericParameterTypes(), m.isVarArgs())
                + list(" throws ", Arrays.stream(m.getGenericExceptionTypes()))
                + (m.getDefaultValue() == null ? "" : " default " + m.getDefaultValue());
    }

    private static String variables(TypeVariable<?>[] variables) {
        if (variables.length == 0) {
            return "";
        }
        return Arrays.stream(variables).map(PublicSignature::variable).collect(Collectors.joining(", ", "<", ">"));
    }

    private static String variable(TypeVariable<?> variable) {
        String bounds = Arrays.stream(variable.getBounds()).filter(b -> b != Object.class).map(Type::getTypeName)
                .collect(Collectors.joining(" & "));
        return variable.getName() + (bounds.isEmpty() ? "" : " extends " + bounds);
    }

    private static String types(Type[] types, boolean varargs) {
        String joined = Arrays.stream(types).map(Type::getTypeName).collect(Collectors.joining(", "));
        return "(" + (varargs ? joined.replaceFirst("\\[]$", "...") : joined) + ")";
    }

    private static String modifiers(int modifiers) {
        String text = Modifier.toString(modifiers & ~(Modifier.INTERFACE | Modifier.TRANSIENT));
        return text.isEmpty() ? "" : text + " ";
    }
}
