package io.batpak.codec.msgpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.error.PayloadException;
import io.batpak.api.event.Bytes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Compiles a module of an application, with packages that are closed, exported and opened, and reads its records. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordAccessTest {
    private final MsgpackCodecProvider codec = new MsgpackCodecProvider();
    private final Bytes bytes = codec.encode(java.util.Map.of("number", 7));
    private ClassLoader application;

    @BeforeAll
    void compile(@TempDir Path folder) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src"));
        write(sources, "module-info.java", "module shop { exports shop.exported; opens shop.opened; }");
        write(sources, "closed/Order.java", "package shop.closed; public record Order(int number) {}");
        write(sources, "exported/Order.java", "package shop.exported; public record Order(int number) {}");
        write(sources, "exported/Hidden.java", "package shop.exported; record Hidden(int number) {}");
        write(sources, "opened/Order.java", "package shop.opened; record Order(int number) {}");
        StringWriter errors = new StringWriter();
        int status = ToolProvider.findFirst("javac").orElseThrow().run(
                new PrintWriter(errors), new PrintWriter(errors), "-d", folder.resolve("shop").toString(),
                sources + "/module-info.java", sources + "/closed/Order.java", sources + "/exported/Order.java",
                sources + "/exported/Hidden.java", sources + "/opened/Order.java");
        assertThat(status).as(errors.toString()).isZero();
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration = boot.configuration()
                .resolve(ModuleFinder.of(folder.resolve("shop")), ModuleFinder.of(), Set.of("shop"));
        application = boot.defineModulesWithOneLoader(configuration, null).findLoader("shop");
        for (String name : new String[] {"closed.Order", "exported.Order", "exported.Hidden", "opened.Order"}) {
            record(name); // loads it while the folder is there
        }
    }

    @Test
    void decode_intoAPackageThatIsExportedOrOpened_works() { // CO-18
        for (String name : new String[] {"exported.Order", "opened.Order"}) {
            Object order = codec.decode(bytes, record(name));

            assertThat(order).hasToString("Order[number=7]");
            assertThat(codec.encode(order)).isEqualTo(bytes);
        }
    }

    @Test
    void decode_intoAClosedPackage_saysWhatToOpen() { // CO-13
        for (String name : new String[] {"closed.Order", "exported.Hidden"}) {
            Class<?> record = record(name);
            assertThatThrownBy(() -> codec.decode(bytes, record))
                    .isInstanceOf(PayloadException.class)
                    .hasMessageContaining("shop." + name + " is not accessible; add \"opens " + record.getPackageName()
                            + " to io.batpak.codec.msgpack;\" to the declaration of module shop");
        }
    }

    private Class<?> record(String name) {
        try {
            return application.loadClass("shop." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static void write(Path folder, String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }
}
