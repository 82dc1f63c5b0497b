package io.batpak.core.disk;

import io.batpak.api.spi.StoreFileSystem;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** A second process that runs a main class of the tests. */
final class ForkedJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private ForkedJvm(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static ForkedJvm start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx64m");
        command.add("-cp");
        command.add(paths(main).map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ForkedJvm(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** Returns where the classes are that a main class of the tests needs. */
    static URL[] roots(Class<?> main) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path path : paths(main).toList()) {
            urls.add(path.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    /** Waits for a line of its output; null after its end. */
    String readLine() throws IOException {
        return output.readLine();
    }

    int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    private static Stream<Path> paths(Class<?> main) {
        return Stream.of(main, NioFileSystem.class, StoreFileSystem.class, Logger.class).map(ForkedJvm::root)
                .distinct();
    }

    /** Returns the folder or jar of a class, which for a test is not that of its module. */
    private static Path root(Class<?> type) {
        URL url = type.getResource("/" + type.getName().replace('.', '/') + ".class");
        try {
            if (url.openConnection() instanceof JarURLConnection jar) {
                return Path.of(jar.getJarFileURL().toURI());
            }
            Path root = Path.of(url.toURI());
            for (int i = 0; i <= type.getName().chars().filter(c -> c == '.').count(); i++) {
                root = root.getParent();
            }
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
