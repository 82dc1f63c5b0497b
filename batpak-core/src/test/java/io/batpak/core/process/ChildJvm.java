package io.batpak.core.process;

import io.batpak.api.Store;
import io.batpak.core.CoreStoreProvider;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** A second process that runs a main class of this package. */
final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static ChildJvm start(int heapMiB, Class<?> main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + heapMiB + "m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.add("-cp");
        command.add(classPath(main));
        command.add(main.getName());
        Stream.of(arguments).map(String::valueOf).forEach(command::add);
        return new ChildJvm(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    /** Returns a line of its output, and waits for it; null after the last one. */
    String readLine() throws IOException {
        return output.readLine();
    }

    long pid() {
        return process.pid();
    }

    /** Kills it where it stands: {@code kill -9}. What it had printed can still be read. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    void awaitEnd() {
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
        awaitEnd();
    }

    private static String classPath(Class<?> main) {
        return Stream.of(main, CoreStoreProvider.class, Store.class, Logger.class).map(ChildJvm::root).distinct()
                .map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Returns the folder or jar that a class was loaded from, which for a test is not that of its module. */
    private static Path root(Class<?> type) {
        String name = type.getName().replace('.', '/') + ".class";
        URL url = type.getResource("/" + name);
        try {
            if (url.openConnection() instanceof JarURLConnection jar) {
                return Path.of(jar.getJarFileURL().toURI());
            }
            Path root = Path.of(url.toURI());
            return Path.of("/").resolve(root.subpath(0, root.getNameCount() - Path.of(name).getNameCount()));
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
