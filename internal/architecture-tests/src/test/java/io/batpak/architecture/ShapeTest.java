package io.batpak.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every class looks like: its name, its state, who sees it. */
class ShapeTest {
    /** A class that is named after one of these has not found out what it is. */
    private static final String NAMELESS = ".*(Util|Utils|Helper|Manager|Impl|Base|Common)";

    /** Excused by name: the glossary's helper is the thread beside the commits, a noun of this house. */
    private static final String HELPER = "io.batpak.core.append.StoreHelper";

    /** May have mutable static state, each for the reason beside it. */
    private static final Set<String> STATICS = Set.of(
            // a record lock belongs to the process, so what the process holds is known once for all of it
            "io.batpak.core.disk.LockRegistry",
            // and closing any descriptor of the file gives the lock up, so such a descriptor is kept for ever
            "io.batpak.core.disk.LockFile");

    /** Types of constants; whatever else is static has to be looked at. */
    private static final List<Class<?>> CHANGING = List.of(
            Collection.class, Map.class, ThreadLocal.class, Lock.class, java.util.Random.class, StringBuilder.class);

    @Test
    void names_sayWhatAClassIs() {
        classes().that().doNotHaveFullyQualifiedName(HELPER)
                .should().haveNameNotMatching(NAMELESS)
                .check(Production.all());
    }

    @Test
    void statics_areConstants() {
        Set<String> strays = new TreeSet<>();
        for (JavaClass type : Production.all()) {
            if (STATICS.contains(type.getName())) {
                continue;
            }
            for (JavaField field : type.getFields()) {
                if (field.getModifiers().contains(JavaModifier.STATIC)
                        && (!field.getModifiers().contains(JavaModifier.FINAL) || changes(field))) {
                    strays.add(field.getFullName());
                }
            }
        }
        assertThat(strays).isEmpty();
    }

    /** The declared type of an immutable collection does not tell; what it is at run time does. */
    private static boolean changes(JavaField field) {
        JavaClass type = field.getRawType();
        if (type.getPackageName().startsWith("java.util.concurrent.atomic")) {
            return true;
        }
        return CHANGING.stream().anyMatch(type::isAssignableTo) && !isImmutable(field);
    }

    private static boolean isImmutable(JavaField field) {
        try {
            var reflected = field.reflect();
            reflected.setAccessible(true);
            Object value = reflected.get(null);
            return value != null && value.getClass().getName().startsWith("java.util.ImmutableCollections");
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(field.getFullName(), e);
        }
    }

    @Test
    void exceptions_areOfATypeOfTheirOwn() {
        NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(Production.all());
    }

    @Test
    void publicCoreClasses_areUsedFromAnotherPackage() {
        Set<String> provided = providers();
        Set<String> strays = new TreeSet<>();
        for (JavaClass type : Production.all()) {
            boolean isPublic = type.getModifiers().contains(JavaModifier.PUBLIC)
                    && type.getPackageName().startsWith("io.batpak.core")
                    && type.isTopLevelClass()
                    && !type.getSimpleName().equals("package-info");
            if (isPublic && !provided.contains(type.getName()) && !isUsedElsewhere(type) && !isPassedOn(type)) {
                strays.add(type.getName());
            }
        }
        assertThat(strays).isEmpty();
    }

    private static boolean isUsedElsewhere(JavaClass type) {
        return Production.all().stream()
                .filter(c -> c.getName().equals(type.getName()) || c.getName().startsWith(type.getName() + "$"))
                .flatMap(c -> c.getDirectDependenciesToSelf().stream())
                .anyMatch(d -> !d.getOriginClass().getPackageName().equals(type.getPackageName()));
    }

    /** What one public method returns and another takes is never named by those who pass it on. */
    private static boolean isPassedOn(JavaClass type) {
        return type.getMethodsWithReturnTypeOfSelf().stream()
                .anyMatch(m -> m.getModifiers().contains(JavaModifier.PUBLIC) && !m.getOwner().equals(type));
    }

    private static Set<String> providers() {
        Set<String> names = new TreeSet<>();
        Jars.descriptor("batpak-core").provides().forEach(p -> names.addAll(p.providers()));
        return names;
    }

    @Test
    void parameters_areFew() {
        Set<String> strays = new TreeSet<>();
        for (JavaClass type : Production.all()) {
            Stream.concat(type.getMethods().stream(), type.getConstructors().stream())
                    .filter(m -> m.getRawParameterTypes().size() > 8
                            && !m.getModifiers().contains(JavaModifier.SYNTHETIC))
                    .filter(m -> !(type.isRecord() && m.isConstructor())) // a record is what many parameters become
                    .forEach(m -> strays.add(m.getFullName()));
        }
        assertThat(strays).isEmpty();
    }

    @Test
    void recordsOfTheApi_holdNoArrays() {
        Set<String> strays = new TreeSet<>();
        for (JavaClass type : Production.all()) {
            if (type.isRecord() && type.getPackageName().startsWith("io.batpak.api")) {
                type.getFields().stream()
                        .filter(f -> f.getRawType().isArray())
                        .forEach(f -> strays.add(f.getFullName()));
            }
        }
        assertThat(strays).isEmpty();
    }
}
