package io.batpak.cli;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Tells versions. */
final class Versions implements IVersionProvider {
    /** Makes a provider; picocli calls this. */
    Versions() {}

    @Override
    public String[] getVersion() {
        return new String[] {"batpak " + ofLibrary()};
    }

    /** Returns the version of this build, or {@code unknown} where it was not packaged. */
    static String ofLibrary() {
        return Optional.ofNullable(Versions.class.getModule().getDescriptor())
                .flatMap(ModuleDescriptor::rawVersion)
                .orElse("unknown");
    }

    static String ofJava() {
        return System.getProperty("java.vendor", "") + " " + Runtime.version();
    }

    static String ofSystem() {
        return System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
    }
}
