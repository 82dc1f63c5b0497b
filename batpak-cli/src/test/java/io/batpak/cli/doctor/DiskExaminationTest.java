package io.batpak.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.event.Value;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFileSystem;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file system cannot do is said (J-38). */
class DiskExaminationTest {
    @TempDir
    private Path directory;

    private static StoreFileSystem fileSystem() {
        return ServiceLoader.load(StoreFileSystem.class).findFirst().orElseThrow();
    }

    /** Returns the same with directories that say they can do nothing. */
    private static <T> T incapable(Class<T> type, T inner) {
        InvocationHandler handler = (self, method, arguments) -> {
            if (method.getName().equals("capabilities")) {
                return Set.of();
            }
            try {
                Object result = method.invoke(inner, arguments);
                return result instanceof StoreDirectory d ? incapable(StoreDirectory.class, d) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Value field(List<Value.Struct> findings, String check, String field) {
        return findings.stream().filter(f -> f.entries().get("check").equals(new Value.Text(check))).findFirst()
                .orElseThrow().entries().get(field);
    }

    @Test // J-38
    void missingAbilities_areReported() throws Exception {
        List<Value.Struct> findings = new DiskExamination(incapable(StoreFileSystem.class, fileSystem()))
                .examine(directory);
        assertThat(field(findings, "disk", "capabilities")).isEqualTo(new Value.Text("[]"));
        assertThat(field(findings, "directoryForce", "verdict").toString()).contains("not possible here");
        assertThat(field(findings, "lock", "acrossProcesses")).isEqualTo(new Value.Bool(false));
        assertThat(directory).isEmptyDirectory();
    }

    @Test // J-38
    void abilitiesThatAreThere_areReported() throws Exception {
        List<Value.Struct> findings = new DiskExamination(fileSystem()).examine(directory);
        assertThat(field(findings, "disk", "capabilities").toString()).contains("LOCK_ACROSS_PROCESSES");
        assertThat(field(findings, "directoryForce", "verdict").toString()).doesNotContain("not possible");
        assertThat(field(findings, "lock", "acrossProcesses")).isEqualTo(new Value.Bool(true));
        assertThat(field(findings, "lock", "verdict").toString()).contains("keeps a second one out");
    }
}
