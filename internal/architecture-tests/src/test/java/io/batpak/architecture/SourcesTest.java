package io.batpak.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** What can be seen in the sources alone: how long they are, and whether they say what they are. */
class SourcesTest {
    private static final long FILE_LINES = 500;
    private static final long METHOD_LINES = 60;

    /** Excused by name up to 700 lines, each with its reason. */
    private static final Map<String, String> LONG_FILES = Map.of();

    /** Excused by name up to 80 lines, each with its reason. */
    private static final Map<String, String> LONG_METHODS = Map.of();

    private static final List<Path> ALL = Checkout.ARTIFACTS.stream().flatMap(a -> Checkout.sources(a).stream())
            .toList();

    @Test
    void files_areShort() {
        TreeMap<String, Long> strays = new TreeMap<>();
        for (Path file : ALL) {
            long lines = Checkout.read(file).lines().count();
            long most = LONG_FILES.containsKey(file.getFileName().toString()) ? 700 : FILE_LINES;
            if (lines > most) {
                strays.put(file.getFileName().toString(), lines);
            }
        }
        assertThat(strays).as("lines of files, at most %s", FILE_LINES).isEmpty();
    }

    @Test
    void methods_areShort() {
        TreeMap<String, Long> lengths = Sources.methodLengths(ALL);
        assertThat(lengths).as("methods that were found").hasSizeGreaterThan(100);
        lengths.entrySet().removeIf(e -> e.getValue() <= (LONG_METHODS.containsKey(e.getKey()) ? 80 : METHOD_LINES));
        assertThat(lengths).as("lines of methods, at most %s", METHOD_LINES).isEmpty();
    }

    @Test
    void exportedTypes_areDocumented() {
        List<Path> exported = Stream.of("batpak-api", "batpak-testkit")
                .flatMap(a -> Checkout.sources(a).stream())
                .filter(f -> !f.endsWith("module-info.java"))
                .toList();
        assertThat(Sources.doclint(exported).stream().filter(SourcesTest::counts)).isEmpty();
    }

    /** A sentence that says all leaves no need for a tag for each parameter; a missing sentence counts. */
    private static boolean counts(Diagnostic<? extends JavaFileObject> diagnostic) {
        String message = diagnostic.getMessage(Locale.ROOT);
        return !message.matches("(?s)(no @(param|return|throws).*|no main description|use of default constructor.*)");
    }
}
