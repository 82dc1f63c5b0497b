package io.batpak.cli;

import io.batpak.api.error.ErrorCode;
import io.batpak.api.event.Value;
import io.batpak.api.spi.CodecProvider;
import io.batpak.api.spi.HashProvider;
import io.batpak.api.spi.StoreFileSystem;
import io.batpak.cli.doctor.DiskExamination;
import io.batpak.cli.doctor.PluginExamination;
import io.batpak.cli.output.ExitStatus;
import io.batpak.cli.output.JsonLines;
import io.batpak.cli.output.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}: is this disk honest? */
@Command(name = "doctor", description = Help.DOCTOR, footer = {"", Help.DOCTOR_PLACE})
final class DoctorCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--store", paramLabel = "DIR", description = "The store whose disk is meant.")
    private @Nullable Path store;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path place = place();
        List<Value.Struct> findings = new ArrayList<>();
        findings.add(PluginExamination.ofVersions(Versions.ofLibrary(), Versions.ofJava(), Versions.ofSystem()));
        findings.addAll(PluginExamination.ofHashes(all(HashProvider.class)));
        findings.addAll(PluginExamination.ofCodecs(all(CodecProvider.class)));
        List<StoreFileSystem> fileSystems = all(StoreFileSystem.class);
        if (fileSystems.isEmpty()) {
            throw new CommandFailure(
                    ExitStatus.UNAVAILABLE,
                    ErrorCode.PROVIDER_UNAVAILABLE.name(),
                    "no file system was found; put batpak-core on the module path");
        }
        try {
            findings.addAll(new DiskExamination(fileSystems.get(0)).examine(place));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitStatus.UNAVAILABLE,
                    ErrorCode.STORAGE_FAILED.name(),
                    "cannot work in " + place + ": " + e + "; it must be writable, and nothing in it is changed");
        }
        try (JsonLines out = console.lines(common.layout())) {
            Reports reports = new Reports(out);
            findings.forEach(reports::print);
        }
        return ExitStatus.OK;
    }

    /** Returns a directory on the disk in question, which is never the store's own. */
    private Path place() {
        if (store == null) {
            return Path.of("").toAbsolutePath();
        }
        if (!Files.isDirectory(store)) {
            throw new CommandFailure(
                    ExitStatus.UNAVAILABLE,
                    ErrorCode.STORE_MISSING.name(),
                    "there is no directory " + store + "; leave --store out to examine the current directory's disk");
        }
        Path parent = store.toAbsolutePath().normalize().getParent();
        return parent == null ? Path.of("").toAbsolutePath() : parent;
    }

    private static <T> List<T> all(Class<T> service) {
        ServiceLoader<T> loader = ServiceLoader.load(service, DoctorCommand.class.getClassLoader());
        return loader.stream().map(ServiceLoader.Provider::get).toList();
    }
}
