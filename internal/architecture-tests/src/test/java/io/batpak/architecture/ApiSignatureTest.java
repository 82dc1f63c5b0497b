package io.batpak.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The API is what {@code api.sig} says, so that each change of it is seen in a diff. After a change that is meant, run
 * with {@code -Dbatpak.updateSignature=true}: that writes the file anew, and the change is reviewed with it.
 */
class ApiSignatureTest {
    private static final Path FILE = Checkout.file("internal/architecture-tests/src/test/resources/api.sig");

    @Test
    void api_equalsItsSignatureFile() throws IOException, ClassNotFoundException {
        String actual = String.join("\n", signature()) + "\n";
        if (Boolean.getBoolean("batpak.updateSignature")) {
            Files.writeString(FILE, actual);
        }
        assertThat(actual)
                .as("the API changed; if that is meant, run again with -Dbatpak.updateSignature=true")
                .isEqualTo(Checkout.read(FILE));
    }

    private static List<String> signature() throws ClassNotFoundException {
        List<String> names = new ArrayList<>();
        for (JavaClass type : Production.all()) {
            if (type.getPackageName().startsWith("io.batpak.api")) {
                names.add(type.getName());
            }
        }
        names.sort(null);
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            lines.addAll(PublicSignature.of(Class.forName(name, false, ApiSignatureTest.class.getClassLoader())));
        }
        return lines;
    }
}
