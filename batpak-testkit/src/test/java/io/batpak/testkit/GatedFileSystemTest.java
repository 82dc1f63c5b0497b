package io.batpak.testkit;

import static io.batpak.testkit.Script.STORE;
import static io.batpak.testkit.Script.create;
import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatedFileSystemTest {
    private final Executor ownThread = task -> new Thread(task).start();
    private final GatedFileSystem gated = new GatedFileSystem(new MemoryFileSystem());
    private StoreDirectory directory;

    @BeforeEach
    void openDirectory() throws Exception {
        directory = gated.open(STORE, StoreAccess.READ_WRITE);
    }

    @Test
    void holdForces_holdsFilesAndNothingElse() throws Exception {
        StoreFile file = create(directory, "a");
        ForceGate gate = gated.holdForces();
        directory.force();
        CompletableFuture<Boolean> force = force(file);
        gate.awaitHeld();
        assertThat(force).isNotDone();
        assertThat(gated.forceCount()).isZero();
        gate.release();
        force.get(10, TimeUnit.SECONDS);
        file.force(ForceMode.ALL);
        assertThat(gated.forceCount("a")).isEqualTo(2);
        assertThat(gated.forceCount("b")).isZero();
    }

    @Test
    void releaseOne_letsOnePass() throws Exception {
        StoreFile file = create(directory, "a");
        try (ForceGate gate = gated.holdForces()) {
            CompletableFuture<Boolean> one = force(file);
            CompletableFuture<Boolean> other = force(file);
            gate.awaitHeld(2);
            gate.releaseOne();
            CompletableFuture.anyOf(one, other).get(10, TimeUnit.SECONDS);
            assertThat(gate.heldCount()).isEqualTo(1);
            assertThat(gated.forceCount("a")).isEqualTo(1);
        }
    }

    @Test
    void interrupt_whileHeld_doesNotLetPassAndKeepsTheFlag() throws Exception {
        StoreFile file = create(directory, "a");
        ForceGate gate = gated.holdForces();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = CompletableFuture.supplyAsync(() -> {
            thread.complete(Thread.currentThread());
            return forceNow(file);
        }, ownThread);
        gate.awaitHeld();
        thread.join().interrupt();
        assertThat(gate.heldCount()).isEqualTo(1);
        gate.release();
        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
    }

    private CompletableFuture<Boolean> force(StoreFile file) {
        return CompletableFuture.supplyAsync(() -> forceNow(file), ownThread);
    }

    /** Returns whether the flag is up afterwards. */
    private static boolean forceNow(StoreFile file) {
        try {
            file.force(ForceMode.DATA);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Thread.currentThread().isInterrupted();
    }
}
