package io.batpak.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Each package says that nothing in it is null unless it says so; per package, so that it holds on the class path. */
class NullMarkedTest {
    @Test
    void packages_areNullMarked() {
        Set<String> strays = new TreeSet<>();
        for (JavaClass type : Production.all()) {
            if (!type.getPackageName().isEmpty() && !type.getPackage().isAnnotatedWith(NullMarked.class)) {
                strays.add(type.getPackageName());
            }
        }
        assertThat(strays).isEmpty();
    }
}
