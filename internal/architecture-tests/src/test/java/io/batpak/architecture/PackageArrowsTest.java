package io.batpak.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which package may know which. A new arrow is a decision: it is added here, in the {@code package-info} that lists
 * it, and in docs/architecture.md.
 */
class PackageArrowsTest {
    private static final String API = "io.batpak.api";
    private static final String CORE = "io.batpak.core";

    /** All may know the values and the exceptions that carry them; the values know nobody. */
    private static final Set<String> GROUND = Set.of("event", "error");

    private static final Map<String, Set<String>> API_ARROWS = Map.of(
            "", Set.of("append", "read", "verify", "spi", "event", "error"),
            "append", Set.of("event"), // what an exception carries knows no exception
            "read", GROUND,
            "verify", GROUND,
            "spi", GROUND,
            "error", Set.of("event", "append"), // after the commit an exception carries receipts (J-19)
            "event", Set.of());

    private static final Set<String> STATE = Set.of("index", "frontier", "meta", "plugins", "segment", "disk", "time");
    private static final Set<String> DOORS = Set.of("disk", "time");

    private static final Map<String, Set<String>> CORE_ARROWS = coreArrows();

    private static Map<String, Set<String>> coreArrows() {
        Map<String, Set<String>> arrows = new HashMap<>();
        Set<String> useCases = Set.of("append", "read", "recovery", "check");
        Set<String> all = new HashSet<>(STATE);
        all.addAll(useCases);
        arrows.put("", all); // wires; Salvage is here because it reads one store and appends to another
        arrows.put("append", STATE);
        arrows.put("read", STATE);
        arrows.put("recovery", STATE);
        arrows.put("check", Set.of()); // a second opinion shares nothing with the first
        arrows.put("index", Set.of("segment"));
        arrows.put("frontier", Set.of("segment", "disk"));
        arrows.put("meta", Set.of("segment"));
        arrows.put("plugins", Set.of());
        arrows.put("segment", DOORS);
        arrows.put("disk", Set.of());
        arrows.put("time", Set.of());
        return arrows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.batpak.api", "io.batpak.core", "io.batpak.cli", "io.batpak.codec.msgpack",
        "io.batpak.blake3.jna"})
    void packages_ofAModule_formNoCycle(String module) {
        slices().matching(module + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true).check(Production.all());
    }

    @Test
    void api_packages_knowOnlyTheirNeighbours() {
        assertThat(strayArrows(API, API_ARROWS)).isEmpty();
    }

    @Test
    void core_packages_knowOnlyWhatLiesBelow() {
        assertThat(strayArrows(CORE, CORE_ARROWS)).isEmpty();
    }

    @Test
    void core_knowsNoPlugin() {
        Set<String> strays = new TreeSet<>();
        for (JavaClass type : Production.all()) {
            if (type.getPackageName().startsWith(CORE)) {
                type.getDirectDependenciesFromSelf().stream()
                        .map(d -> d.getTargetClass().getPackageName())
                        .filter(p -> p.startsWith("io.batpak.") && !p.startsWith(CORE) && !p.startsWith(API))
                        .forEach(p -> strays.add(type.getName() + " -> " + p));
            }
        }
        assertThat(strays).isEmpty();
    }

    private static Set<String> strayArrows(String root, Map<String, Set<String>> allowed) {
        Set<String> strays = new TreeSet<>();
        for (JavaClass type : Production.all()) {
            String from = part(root, type);
            if (from == null) {
                continue;
            }
            if (!allowed.containsKey(from)) {
                strays.add("package " + type.getPackageName() + " has no arrows yet");
                continue;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String to = part(root, dependency.getTargetClass().getBaseComponentType());
                if (to != null && !to.equals(from) && !allowed.get(from).contains(to)) {
                    strays.add(dependency.getDescription());
                }
            }
        }
        return strays;
    }

    /** Returns the package below the root, "" for the root itself, null for a stranger. */
    private static String part(String root, JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(root)) {
            return "";
        }
        return name.startsWith(root + ".") ? name.substring(root.length() + 1) : null;
    }
}
