package io.batpak.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** What the built jars say about themselves. */
final class Jars {
    private static final String SERVICES = "META-INF/services/";

    private Jars() {}

    /** Returns the module that a jar is. */
    static ModuleDescriptor descriptor(String artifact) {
        Set<ModuleReference> found = ModuleFinder.of(Checkout.jar(artifact)).findAll();
        return found.stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no module in " + Checkout.jar(artifact)))
                .descriptor();
    }

    /** Describes a module, one thing a line, in a fixed order and without versions. */
    static String describe(ModuleDescriptor module) {
        TreeSet<String> lines = new TreeSet<>();
        module.exports().forEach(e -> lines.add("exports " + e.source() + targets(e.targets())));
        module.opens().forEach(o -> lines.add("opens " + o.source() + targets(o.targets())));
        module.uses().forEach(u -> lines.add("uses " + u));
        module.provides().forEach(p -> lines.add(
                "provides " + p.service() + " with "
                        + p.providers().stream().sorted().collect(Collectors.joining(", "))));
        module.requires().forEach(r -> lines.add("requires " + modifiers(r) + r.name()));
        String kind = module.isAutomatic() ? "automatic module " : module.isOpen() ? "open module " : "module ";
        return kind + module.name() + "\n" + lines.stream().map(l -> "  " + l + "\n").collect(Collectors.joining());
    }

    private static String targets(Set<String> targets) {
        return targets.isEmpty() ? "" : " to " + String.join(", ", new TreeSet<>(targets));
    }

    private static String modifiers(ModuleDescriptor.Requires requires) {
        return requires.modifiers().stream()
                .filter(m -> m != ModuleDescriptor.Requires.Modifier.MANDATED)
                .map(m -> m.name().toLowerCase(Locale.ROOT) + " ")
                .sorted()
                .collect(Collectors.joining());
    }

    /** Returns what the class path finds in a jar: service names to provider names, both sorted. */
    static TreeMap<String, List<String>> services(String artifact) {
        TreeMap<String, List<String>> services = new TreeMap<>();
        try (JarFile jar = new JarFile(Checkout.jar(artifact).toFile())) {
            for (var entry : jar.stream().filter(e -> e.getName().matches(SERVICES + "[^/]+")).toList()) {
                String text = new String(jar.getInputStream(entry).readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
                services.put(
                        entry.getName().substring(SERVICES.length()),
                        text.lines().map(l -> l.replaceFirst("#.*", "").strip()).filter(l -> !l.isEmpty()).sorted()
                                .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return services;
    }
}
