package io.batpak.blake3.jna;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.api.spi.HashProvider;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process with everything on the class path: it hands the provider over to a new store, appends and verifies. */
final class OtherProcess {
    private OtherProcess() {}

    /** Runs it to its end, which has to be a good one, and returns what it said. */
    static List<String> run(Path directory, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath(), OtherProcess.class.getName(), directory.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(output);
        }
        return output.lines().toList();
    }

    /** Says whether the provider is available, why it has no hasher, and whether the store is sound. */
    public static void main(String[] arguments) {
        HashProvider provider = Hashes.named("batpak-blake3-jna");
        System.out.println("available: " + provider.isAvailable());
        try {
            System.out.println("hasher: " + Hashes.digest(provider.newHasher(), new byte[0]));
        } catch (IllegalStateException e) {
            System.out.println("hasher: " + e.getMessage());
        }
        StoreConfig config = StoreConfig.builder(Path.of(arguments[0])).codec(StoreConfig.RAW).provider(provider)
                .build();
        try (Store store = Store.open(config)) {
            store.append(AppendRequest.ofBytes(Coordinate.of("order:1", "shop"), EventKind.DATA,
                    Bytes.of(Hashes.message(5000))));
            System.out.println("sound: " + store.verify().ok());
        }
    }

    /** Returns what this process has on both of its paths, and the tests, which are patched into the module. */
    private static String classPath() {
        String name = OtherProcess.class.getName().replace('.', '/') + ".class";
        String tests = URI.create(OtherProcess.class.getResource("/" + name).toString()).getPath().replace(name, "");
        return Stream.of(System.getProperty("jdk.module.path"), System.getProperty("java.class.path"), tests)
                .filter(Objects::nonNull).collect(Collectors.joining(File.pathSeparator));
    }
}
