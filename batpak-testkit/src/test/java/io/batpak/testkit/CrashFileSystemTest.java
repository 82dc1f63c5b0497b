package io.batpak.testkit;

import static io.batpak.testkit.Script.STORE;
import static io.batpak.testkit.Script.bytes;
import static io.batpak.testkit.Script.create;
import static io.batpak.testkit.Script.createDurably;
import static io.batpak.testkit.Script.read;
import static io.batpak.testkit.Script.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.LockAttempt;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The power cut, the forces that lie and fail, and the images (SIM-01). What each policy leaves is in CrashPolicyTest. */
class CrashFileSystemTest {
    private final CrashFileSystem crash = new CrashFileSystem();
    private StoreDirectory directory;

    @BeforeEach
    void openDirectory() throws Exception {
        directory = crash.open(STORE, StoreAccess.READ_WRITE);
    }

    @Test
    void cutAfter_anOperation_refusesAllLaterOnes() throws Exception {
        crash.cutAfter(2);
        StoreFile file = create(directory, "a");
        assertThat(file.length()).isZero();
        write(file, 0, "x");
        assertThat(crash.isCut()).isTrue();
        assertThatThrownBy(() -> write(file, 1, "y")).isInstanceOf(SimulatedPowerCut.class)
                .hasMessageContaining("#2 WRITE a [0, +1]");
        assertThatThrownBy(file::length).isInstanceOf(SimulatedPowerCut.class);
        assertThatThrownBy(() -> crash.open(STORE, StoreAccess.READ)).isInstanceOf(SimulatedPowerCut.class);
        file.close();
        directory.close();
        assertThat(crash.operationCount()).isEqualTo(2);
    }

    @Test
    void cutAfter_zero_letsNothingHappen() {
        crash.cutAfter(0);
        assertThatThrownBy(() -> create(directory, "a")).isInstanceOf(SimulatedPowerCut.class);
        assertThat(crash.visible(STORE)).isEmpty();
    }

    @Test
    void restart_withAnotherPolicy_startsFromTheSameCut() throws Exception {
        write(createDurably(directory, "a", "abc"), 3, "def");
        assertThat(crash.restart(CrashPolicy.loseAll()).snapshot(STORE)).containsEntry("a", bytes("abc"));
        assertThat(crash.restart(CrashPolicy.keepAll()).snapshot(STORE)).containsEntry("a", bytes("abcdef"));
    }

    @Test
    void restart_leavesOldHandlesDeadAndLocksFree() throws Exception {
        directory.tryLock("lock", "the dead");
        StoreFile file = create(directory, "a");
        StoreDirectory after = crash.restart(CrashPolicy.keepAll()).open(STORE, StoreAccess.READ_WRITE);
        assertThatThrownBy(() -> write(file, 0, "x")).isInstanceOf(SimulatedPowerCut.class);
        assertThat(after.tryLock("lock", "the living")).isInstanceOf(LockAttempt.Acquired.class);
    }

    @Test
    void restart_countsFromOneAgain() throws Exception {
        create(directory, "a");
        CrashFileSystem after = crash.restart(CrashPolicy.loseAll());
        create(after.open(STORE, StoreAccess.READ_WRITE), "b");
        assertThat(after.operations()).containsExactly(new Operation(1, OperationKind.CREATE, "b", "", 0, 0));
        assertThat(crash.operations()).hasSize(1);
    }

    @Test
    void operations_tellEverythingThatChanges() throws Exception {
        StoreFile file = create(directory, "a.new");
        file.zeroTo(0, 1024);
        write(file, 5, "xy");
        file.truncate(100);
        file.force(ForceMode.DATA);
        directory.replace("a.new", "a");
        directory.force();
        directory.tryLock("lock", "me");
        read(file);
        directory.delete("a");
        assertThat(crash.operations()).extracting(Operation::toString).containsExactly("#1 CREATE a.new",
                "#2 ZERO a.new [0, +1024]", "#3 WRITE a.new [5, +2]", "#4 TRUNCATE a.new to 100", "#5 FORCE a.new",
                "#6 REPLACE a.new -> a", "#7 FORCE_DIRECTORY", "#8 LOCK lock", "#9 DELETE a");
    }

    @Test // FS-53
    void force_ofData_makesTheLengthDurable() throws Exception {
        StoreFile file = createDurably(directory, "a", "");
        file.zeroTo(0, 1 << 20);
        file.force(ForceMode.DATA);
        assertThat(crash.snapshot(STORE).get("a")).hasSize(1 << 20);
        file.truncate(10);
        assertThat(crash.snapshot(STORE).get("a")).hasSize(1 << 20);
        file.force(ForceMode.DATA);
        assertThat(crash.snapshot(STORE).get("a")).hasSize(10);
    }

    @Test // FS-51
    void forceOfTheDirectory_coversAllEarlierChanges() throws Exception {
        createDurably(directory, "old", "1");
        create(directory, "a").force(ForceMode.ALL);
        create(directory, "b.new").force(ForceMode.ALL);
        directory.replace("b.new", "b");
        directory.delete("old");
        assertThat(crash.snapshot(STORE)).containsOnlyKeys("old");
        directory.force();
        assertThat(crash.snapshot(STORE)).containsOnlyKeys("a", "b");
    }

    @Test
    void force_whenDropped_losesBytesAtCut() throws Exception {
        StoreFile file = createDurably(directory, "a", "abc");
        Fault lie = crash.dropForce(force -> force.concerns("a"));
        write(file, 3, "def");
        file.force(ForceMode.ALL);
        assertThat(lie.firings()).isEqualTo(1);
        assertThat(crash.restart(CrashPolicy.loseAll()).snapshot(STORE)).containsEntry("a", bytes("abc"));
    }

    @Test // FS-50
    void forceOfTheDirectory_whenDropped_losesNamesAtCut() throws Exception {
        crash.dropForce(force -> force.kind() == OperationKind.FORCE_DIRECTORY);
        createDurably(directory, "a", "abc");
        assertThat(crash.restart(CrashPolicy.loseAll()).snapshot(STORE)).isEmpty();
    }

    @Test // FS-52
    void force_afterAFailedOne_doesNotSaveWhatThatOneLost() throws Exception {
        StoreFile file = createDurably(directory, "a", "abc");
        crash.failForce(2);
        write(file, 0, "ABC");
        file.force(ForceMode.ALL);
        write(file, 3, "def");
        assertThatIOException().isThrownBy(() -> file.force(ForceMode.ALL));
        write(file, 6, "ghi");
        file.force(ForceMode.ALL);
        assertThat(read(file)).isEqualTo("ABCdefghi");
        crash.assertAllFired();
        assertThat(crash.restart(CrashPolicy.keepAll()).snapshot(STORE)).containsEntry("a", bytes("ABC\0\0\0ghi"));
    }

    @Test // FS-55
    void assertAllFired_withASilentFault_namesIt() {
        crash.failForce(1);
        assertThatThrownBy(crash::assertAllFired).isInstanceOf(AssertionError.class)
                .hasMessageContaining("Failing force, number 1");
    }

    @Test
    void of_aSnapshot_isDurable() throws Exception {
        CrashFileSystem other = CrashFileSystem.of(STORE, Map.of("a", bytes("abc")));
        assertThat(other.unforcedCount()).isZero();
        assertThat(other.restart(CrashPolicy.loseAll()).snapshot(STORE)).containsEntry("a", bytes("abc"));
    }
}
