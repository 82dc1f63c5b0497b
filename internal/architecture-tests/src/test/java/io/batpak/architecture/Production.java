package io.batpak.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.jar.JarFile;

/** The classes in the built jars, read once. */
final class Production {
    private static final JavaClasses ALL = new ClassFileImporter()
            .importJars(Checkout.ARTIFACTS.stream().map(Production::open).toList());

    private Production() {}

    static JavaClasses all() {
        return ALL;
    }

    private static JarFile open(String artifact) {
        try {
            return new JarFile(Checkout.jar(artifact).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(Checkout.jar(artifact) + " is needed; build it first", e);
        }
    }
}
