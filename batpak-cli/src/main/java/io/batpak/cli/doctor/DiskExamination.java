package io.batpak.cli.doctor;

import io.batpak.api.event.Value;
import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.LockAttempt;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreDirectory.Permissions;
import io.batpak.api.spi.StoreFile;
import io.batpak.api.spi.StoreFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Is this disk honest? Works in a directory of its own, which is removed again. */
public final class DiskExamination {
    private static final int BLOCK_BYTES = 4096;
    private static final int FILE_BYTES = 1 << 20;
    private static final int FORCE_COUNT = 200;
    private static final int DIRECTORY_FORCE_COUNT = 20;
    private static final long TIME_LIMIT_NANOS = 1_500_000_000;

    // No medium that survives a power cut answers faster.
    private static final long CREDIBLE_MICROS = 10;

    private final StoreFileSystem fileSystem;

    /** Makes an examination through a file system. */
    public DiskExamination(StoreFileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    /** Examines the disk that a directory lies on. */
    public List<Value.Struct> examine(Path parent) throws IOException {
        Path place = Files.createTempDirectory(parent, ".batpak-doctor-");
        List<Value.Struct> findings = new ArrayList<>();
        try (StoreDirectory directory = fileSystem.open(place, StoreAccess.READ_WRITE)) {
            findings.add(Finding.of("disk")
                    .put("directory", parent.toString())
                    .put("type", Files.getFileStore(place).type())
                    .put("freeBytes", directory.freeBytes())
                    .put("fileSystem", fileSystem.name())
                    .put("capabilities", directory.capabilities().toString())
                    .document());
            findings.add(force(directory));
            findings.add(forceDirectory(directory));
            findings.add(lock(directory, place));
        } finally {
            remove(place);
        }
        return findings;
    }

    private static Value.Struct force(StoreDirectory directory) throws IOException {
        Durations durations = new Durations(FORCE_COUNT);
        try (StoreFile file = directory.create("force", StoreAccess.READ_WRITE, Permissions.DEFAULT)) {
            file.zeroTo(0, FILE_BYTES);
            file.force(ForceMode.ALL);
            ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
            long begin = System.nanoTime();
            for (int i = 0; !durations.isFull() && System.nanoTime() - begin < TIME_LIMIT_NANOS; i++) {
                block.clear().put(0, (byte) i);
                file.write((long) i * BLOCK_BYTES % FILE_BYTES, block);
                long start = System.nanoTime();
                file.force(ForceMode.DATA);
                durations.addSince(start);
            }
        }
        return durations.describe(Finding.of("force").put("bytes", BLOCK_BYTES))
                .put("verdict", verdict(durations))
                .document();
    }

    private static String verdict(Durations durations) {
        return durations.percentileMicros(50) < CREDIBLE_MICROS
                ? "too fast for anything that survives a power cut: memory, or a cache that does not keep its word"
                : "plausible";
    }

    private static Value.Struct forceDirectory(StoreDirectory directory) throws IOException {
        if (!directory.capabilities().contains(StoreDirectory.Capability.FORCE_DIRECTORY)) {
            return Finding.of("directoryForce")
                    .put("verdict", "not possible here: a new file's name may not survive a power cut")
                    .document();
        }
        Durations durations = new Durations(DIRECTORY_FORCE_COUNT);
        long begin = System.nanoTime();
        for (int i = 0; !durations.isFull() && System.nanoTime() - begin < TIME_LIMIT_NANOS; i++) {
            directory.create("name" + i, StoreAccess.READ_WRITE, Permissions.DEFAULT).close();
            long start = System.nanoTime();
            directory.force();
            durations.addSince(start);
        }
        return durations.describe(Finding.of("directoryForce"))
                .put("verdict", verdict(durations))
                .document();
    }

    private Value.Struct lock(StoreDirectory directory, Path place) throws IOException {
        String verdict;
        if (!(directory.tryLock("lock", "doctor") instanceof LockAttempt.Acquired acquired)) {
            verdict = "refused, though nobody holds it";
        } else {
            LockAttempt.Lock lock = acquired.lock();
            try (lock;
                    StoreDirectory second = fileSystem.open(place, StoreAccess.READ_WRITE)) {
                verdict = second.tryLock("lock", "doctor again") instanceof LockAttempt.Refused
                        ? "keeps a second one out"
                        : "does not keep a second one out: never open a store here twice";
            }
        }
        return Finding.of("lock")
                .put("acrossProcesses",
                        directory.capabilities().contains(StoreDirectory.Capability.LOCK_ACROSS_PROCESSES))
                .put("verdict", verdict)
                .document();
    }

    private static void remove(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(place);
    }
}
