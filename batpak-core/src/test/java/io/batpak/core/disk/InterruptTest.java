package io.batpak.core.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreDirectory.Permissions;
import io.batpak.api.spi.StoreFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An interrupt disturbs no operation, closes nothing and is not lost (FS-15, DESIGN D-11). One thread works while
 * another interrupts it, each time as soon as the interrupt before is known to have arrived.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptTest {
    private static final int INTERRUPTS = 2_000;
    private static final int LENGTH = 64 * 1024;

    @TempDir
    private Path temp;

    @Test
    void interrupts_underEveryOperation_areHarmlessAndKept() throws Exception {
        try (StoreDirectory directory = new NioFileSystem().open(temp, StoreAccess.READ_WRITE);
                StoreFile file = directory.create("a", StoreAccess.READ_WRITE, Permissions.DEFAULT);
                StoreFile mapped = directory.create("b", StoreAccess.READ_WRITE_MAPPED, Permissions.DEFAULT)) {
            file.zeroTo(0, LENGTH);
            mapped.zeroTo(0, LENGTH);
            Thread worker = Thread.currentThread();
            AtomicBoolean seen = new AtomicBoolean(true);
            Thread interrupter = Thread.ofPlatform().daemon().start(() -> {
                for (int i = 0; i < INTERRUPTS; i++) {
                    while (!seen.compareAndSet(true, false)) {
                        Thread.onSpinWait();
                    }
                    worker.interrupt();
                }
            });
            int count = 0;
            for (int i = 0; count < INTERRUPTS; i++) {
                work(directory, i % 2 == 0 ? file : mapped, i);
                if (Thread.interrupted()) {
                    count++;
                    seen.set(true);
                }
            }
            interrupter.join();
            assertThat(file.length()).isEqualTo(LENGTH);
            assertThat(mapped.length()).isEqualTo(LENGTH);
        }
    }

    @Test
    void operationsUnderAFlagThatIsUp_workAndLeaveItUp() throws Exception {
        try (StoreDirectory directory = new NioFileSystem().open(temp, StoreAccess.READ_WRITE)) {
            Thread.currentThread().interrupt();
            try (StoreFile file = directory.create("a", StoreAccess.READ_WRITE_MAPPED, Permissions.DEFAULT)) {
                file.zeroTo(0, LENGTH);
                work(directory, file, 0);
                directory.tryLock("lock", "me");
                directory.replace("a", "b");
                directory.force();
                assertThat(directory.list()).hasSize(2);
                assertThat(Thread.interrupted()).isTrue();
            }
        } finally {
            Thread.interrupted();
        }
    }

    private static void work(StoreDirectory directory, StoreFile file, int turn) throws Exception {
        byte[] bytes = new byte[1 + turn % 10_000];
        Arrays.fill(bytes, (byte) turn);
        int offset = turn % 50_000;
        file.write(offset, ByteBuffer.wrap(bytes));
        switch (turn % 11) {
            case 0:
                file.force(ForceMode.DATA);
                break;
            case 5:
                directory.force();
                break;
            default:
        }
        ByteBuffer target = ByteBuffer.allocate(bytes.length);
        assertThat(file.read(offset, target)).isEqualTo(bytes.length);
        assertThat(target.array()).isEqualTo(bytes);
        byte[] viewed = new byte[bytes.length];
        file.view(LENGTH).orElseThrow().read(offset, viewed, 0, viewed.length);
        assertThat(viewed).isEqualTo(bytes);
    }
}
