package io.batpak.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where things are: the sources, the built jars, the documents. */
final class Checkout {
    /** What is shipped. */
    static final List<String> ARTIFACTS = List.of(
            "batpak-api", "batpak-core", "batpak-codec-msgpack", "batpak-blake3-jna", "batpak-testkit", "batpak-cli");

    private static final Path ROOT = Path.of(property("batpak.root"));

    private Checkout() {}

    /** Returns a file or directory by its path in the checkout. */
    static Path file(String path) {
        return ROOT.resolve(path);
    }

    /** Returns the built jar of an artifact. */
    static Path jar(String artifact) {
        String name = artifact + "-" + property("batpak.version") + ".jar";
        return ROOT.resolve(artifact).resolve(property("batpak.target")).resolve(name);
    }

    /** Returns the main sources of an artifact, in order. */
    static List<Path> sources(String artifact) {
        return javaFiles(ROOT.resolve(artifact).resolve("src/main/java"));
    }

    /** Returns the sources of the tests of all modules, these here included, in order. */
    static List<Path> tests() {
        Stream<String> modules = Stream.concat(ARTIFACTS.stream(), Stream.of("internal/architecture-tests"));
        return modules.flatMap(m -> javaFiles(ROOT.resolve(m).resolve("src/test/java")).stream()).toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> javaFiles(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(
                    name + " is not set; run these tests with 'mvn verify -pl internal/architecture-tests -am'");
        }
        return value;
    }
}
