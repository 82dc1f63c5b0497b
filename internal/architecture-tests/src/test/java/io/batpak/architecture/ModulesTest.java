package io.batpak.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What the built jars are to others, on the module path and on the class path. */
class ModulesTest {
    static final List<String> ARTIFACTS = Checkout.ARTIFACTS;

    @ParameterizedTest // D-16, D-23, W-183: nothing for tests is provided, used or required
    @FieldSource("ARTIFACTS")
    void jar_describesTheModuleThatIsExpected(String artifact) throws IOException {
        assertThat(Jars.describe(Jars.descriptor(artifact))).isEqualTo(expected("/modules/" + artifact + ".txt"));
    }

    @ParameterizedTest
    @FieldSource("ARTIFACTS")
    void jar_providesTheSameOnBothPaths(String artifact) {
        TreeMap<String, List<String>> provided = new TreeMap<>();
        for (ModuleDescriptor.Provides p : Jars.descriptor(artifact).provides()) {
            provided.put(p.service(), p.providers().stream().sorted().toList());
        }
        assertThat(Jars.services(artifact)).isEqualTo(provided);
    }

    @ParameterizedTest // D-15
    @FieldSource("ARTIFACTS")
    void classes_areForJava21(String artifact) throws IOException {
        try (JarFile jar = new JarFile(Checkout.jar(artifact).toFile())) {
            List<JarEntry> classes = jar.stream().filter(e -> e.getName().endsWith(".class")).toList();
            assertThat(classes).hasSizeGreaterThan(5);
            for (JarEntry entry : classes) {
                byte[] head = jar.getInputStream(entry).readNBytes(8);
                // the module's own description is made for the Java that Maven runs on, which has to read it
                boolean description = entry.getName().equals("module-info.class");
                assertThat((int) head[7]).as(entry.getName()).isBetween(44 + (description ? 17 : 21), 44 + 21);
            }
        }
    }

    @Test // W-183
    void core_exportsNothing() {
        ModuleDescriptor core = Jars.descriptor("batpak-core");
        assertThat(core.exports()).isEmpty();
        assertThat(core.opens()).isEmpty();
        assertThat(core.isOpen()).isFalse();
    }

    @Test
    void api_requiresTheJdkAlone() {
        Set<String> needed = new TreeSet<>();
        for (ModuleDescriptor.Requires r : Jars.descriptor("batpak-api").requires()) {
            if (!r.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC)) {
                needed.add(r.name());
            }
        }
        assertThat(needed).containsExactly("java.base");
    }

    @ParameterizedTest
    @FieldSource("ARTIFACTS")
    void nobody_requiresCore(String artifact) {
        assertThat(Jars.descriptor(artifact).requires())
                .extracting(ModuleDescriptor.Requires::name)
                .doesNotContain("io.batpak.core");
    }

    /** Of all that a program gets which asks for a store, a codec and the command line. */
    @Test
    void automaticModules_areMsgpackCoreAlone() {
        ModuleFinder finder = ModuleFinder.of(
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .filter(p -> p.toString().endsWith(".jar"))
                        .toArray(Path[]::new));
        Deque<String> wanted = new ArrayDeque<>();
        ARTIFACTS.forEach(a -> wanted.add(Jars.descriptor(a).name()));
        Set<String> seen = new TreeSet<>();
        Set<String> automatic = new TreeSet<>();
        while (!wanted.isEmpty()) {
            String name = wanted.remove();
            if (seen.add(name) && finder.find(name).isPresent()) {
                ModuleDescriptor module = finder.find(name).get().descriptor();
                module.requires().forEach(r -> wanted.add(r.name()));
                if (module.isAutomatic()) {
                    automatic.add(name);
                }
            }
        }
        assertThat(seen).contains("io.batpak.core", "msgpack.core", "org.slf4j", "info.picocli");
        assertThat(automatic).containsExactly("msgpack.core");
    }

    private static String expected(String resource) throws IOException {
        try (InputStream in = ModulesTest.class.getResourceAsStream(resource)) {
            assertThat(in).as("%s is missing in src/test/resources", resource).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
