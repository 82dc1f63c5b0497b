package io.batpak.testkit;

import static io.batpak.testkit.Script.STORE;
import static io.batpak.testkit.Script.create;
import static io.batpak.testkit.Script.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreFile;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowFileSystemTest {
    @Test
    void interruptsInside_countsThoseThatCameDuringAnOperation() throws Exception {
        Thread writer = Thread.currentThread();
        // The gate tells that the force is under way, so that the test does not depend on timing.
        MemoryFileSystem memory = new MemoryFileSystem();
        GatedFileSystem inner = new GatedFileSystem(memory);
        SlowFileSystem slow = new SlowFileSystem(inner, Duration.ofMillis(1));
        StoreFile file = create(slow.open(STORE, StoreAccess.READ_WRITE), "a");
        ForceGate gate = inner.holdForces();
        Thread interrupter = new Thread(() -> {
            gate.awaitHeld();
            writer.interrupt();
            gate.release();
        });
        interrupter.start();
        file.force(ForceMode.DATA);
        write(file, 0, "x");
        assertThat(Thread.interrupted()).isTrue();
        interrupter.join();
        assertThat(slow.interruptsInside()).isEqualTo(1);
        assertThat(memory.snapshot(STORE)).containsEntry("a", Script.bytes("x"));
    }

    @Test
    void write_takesItsTime() throws Exception {
        SlowFileSystem slow = new SlowFileSystem(new MemoryFileSystem(), Duration.ofMillis(3));
        StoreFile file = create(slow.open(STORE, StoreAccess.READ_WRITE), "a");
        long start = System.nanoTime();
        write(file, 0, "x");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(3));
    }
}
