package io.batpak.testkit;

import static io.batpak.testkit.Script.STORE;
import static io.batpak.testkit.Script.create;
import static io.batpak.testkit.Script.filled;
import static io.batpak.testkit.Script.read;
import static io.batpak.testkit.Script.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyFileSystemTest {
    private static final String FULL = "No space left on device";

    private final FaultPlan plan = new FaultPlan();
    private final CrashFileSystem crash = new CrashFileSystem();
    private StoreDirectory directory;

    @BeforeEach
    void openDirectory() throws Exception {
        directory = new FaultyFileSystem(crash, plan).open(STORE, StoreAccess.READ_WRITE);
    }

    @Test // FS-55
    void fail_ofTheNthWriteToAFile_hitsThatOneAlone() throws Exception {
        Fault fault = plan.on(OperationKind.WRITE).named("a").nth(2).fail("broken");
        StoreFile a = create(directory, "a");
        write(create(directory, "b"), 0, "xx");
        write(a, 0, "1");
        assertThatIOException().isThrownBy(() -> write(a, 1, "2")).withMessage("broken");
        write(a, 1, "3");
        assertThat(read(a)).isEqualTo("13");
        assertThat(fault.firings()).isEqualTo(1);
        plan.assertAllFired();
    }

    @Test
    void fail_andLater_hitsAllThatFollow() throws Exception {
        Fault fault = plan.on(OperationKind.FORCE_DIRECTORY).nth(2).andLater().fail();
        directory.force();
        assertThatIOException().isThrownBy(directory::force);
        assertThatIOException().isThrownBy(directory::force);
        assertThat(fault.firings()).isEqualTo(2);
    }

    @Test
    void fail_ofAReplacement_matchesEitherName() throws Exception {
        create(directory, "a.new");
        plan.on(OperationKind.REPLACE).named("a").fail();
        assertThatIOException().isThrownBy(() -> directory.replace("a.new", "a"));
        directory.replace("a.new", "a");
    }

    @Test
    void fail_ofAForce_leavesBytesUnforced() throws Exception {
        StoreFile file = create(directory, "a");
        write(file, 0, "x");
        plan.on(OperationKind.FORCE).fail();
        assertThatIOException().isThrownBy(() -> file.force(ForceMode.DATA));
        assertThat(crash.unforcedCount()).isEqualTo(2);
    }

    @Test
    void assertAllFired_withSilentFault_namesIt() {
        plan.on(OperationKind.DELETE).named("a").fail();
        assertThatThrownBy(plan::assertAllFired).isInstanceOf(AssertionError.class)
                .hasMessageContaining("DELETE on a fails");
    }

    @Test
    void shortWrite_writesItsFirstBytesOnly() throws Exception {
        StoreFile file = create(directory, "a");
        plan.on(OperationKind.WRITE).shortWrite(2);
        plan.on(OperationKind.ZERO).shortWrite(1);
        assertThatIOException().isThrownBy(() -> write(file, 0, "abc"));
        assertThat(read(file)).isEqualTo("ab");
        assertThatIOException().isThrownBy(() -> file.zeroTo(1, 9));
        assertThat(read(file)).isEqualTo("a\0");
        assertThatIllegalArgumentException().isThrownBy(() -> plan.on(OperationKind.FORCE).shortWrite(1));
    }

    @Test
    void shortRead_returnsTooFew() throws Exception {
        StoreFile file = create(directory, "a");
        write(file, 0, "abc");
        plan.on(OperationKind.READ).shortRead(2);
        ByteBuffer target = ByteBuffer.allocate(3);
        assertThat(file.read(0, target)).isEqualTo(2);
        assertThat(target.remaining()).isEqualTo(1);
        assertThat(read(file)).isEqualTo("abc");
    }

    @Test
    void flipBit_hitsTheFirstReadThatCoversIt() throws Exception {
        StoreFile file = create(directory, "a");
        write(file, 0, "abc");
        Fault flip = plan.on(OperationKind.READ).andLater().flipBit(2, 1);
        file.read(0, ByteBuffer.allocate(2));
        assertThat(flip.firings()).isZero();
        assertThat(read(file)).isEqualTo("aba");
        byte[] target = new byte[2];
        file.view(3).orElseThrow().read(1, target, 0, 2);
        assertThat(target).isEqualTo(Script.bytes("ba"));
        assertThat(crash.visible(STORE)).containsEntry("a", Script.bytes("abc"));
    }

    @Test // FS-56
    void fullAfter_writesWhatFits_untilSpaceIsFreed() throws Exception {
        StoreFile file = create(directory, "a");
        write(file, 0, filled(100, 'a'));
        Fault full = plan.fullAfter(50);
        write(file, 90, filled(20, 'b'));
        assertThat(directory.freeBytes()).isEqualTo(40);
        assertThatIOException().isThrownBy(() -> write(file, 100, filled(60, 'c'))).withMessage(FULL);
        assertThat(file.length()).isEqualTo(150); // FS-12
        assertThatIOException().isThrownBy(() -> file.zeroTo(150, 151)).withMessage(FULL);
        assertThatIOException().isThrownBy(() -> create(directory, "b")).withMessage(FULL);
        write(file, 0, filled(150, 'd'));
        assertThat(full.firings()).isEqualTo(3);
        plan.freeSpace();
        write(file, 150, filled(1000, 'e'));
        create(directory, "b");
    }

    @Test
    void fullAt_anOperation_fillsTheDiskThere() throws Exception {
        plan.fullAt(3);
        StoreFile file = create(directory, "a");
        write(file, 0, "x");
        assertThatIOException().isThrownBy(() -> write(file, 1, "y")).withMessage(FULL);
        assertThatIOException().isThrownBy(() -> write(file, 1, "y")).withMessage(FULL);
        assertThat(read(file)).isEqualTo("x");
        plan.assertAllFired();
    }
}
