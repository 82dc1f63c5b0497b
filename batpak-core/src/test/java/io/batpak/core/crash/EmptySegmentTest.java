package io.batpak.core.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.error.BatpakException;
import io.batpak.testkit.CrashFileSystem;
import io.batpak.testkit.CrashPolicy;
import io.batpak.testkit.SimulatedPowerCut;
import org.junit.jupiter.api.Test;

/** Crashes in a row, each before the open has written its first event, pile up no segments (docs/format.md 6). */
class EmptySegmentTest {
    private static final int CRASHES = 5;

    @Test // OPEN-07
    void opensThatNeverComeToTheirFirstEvent_useOneSegmentAltogether() {
        int reached = 0;
        for (long cut = 0; cut < 60; cut++) {
            CrashFileSystem disk = abandoned();
            Journal journal = new Journal();
            long before = segments(disk);
            for (int i = 0; i < CRASHES; i++) {
                disk.cutAfter(cut);
                try {
                    new Session(disk, journal, Setup.of(7 + i));
                } catch (SimulatedPowerCut | BatpakException e) {
                    assertThat(disk.isCut()).isTrue(); // again and again at the same place
                }
                disk = disk.restart(CrashPolicy.keepAll());
            }
            boolean hasEvents = new Session(disk, journal, Setup.of(40)).store().openReport().events() > 2;
            long after = segments(disk);
            if (!hasEvents) {
                assertThat(after - before).as("cut after %d", cut).isLessThanOrEqualTo(1);
                reached += after > before ? 1 : 0;
            }
        }
        assertThat(reached).as("opens that ended behind the name of a segment").isPositive();
    }

    /** Returns a store with two events whose power was cut. */
    private static CrashFileSystem abandoned() {
        CrashFileSystem disk = new CrashFileSystem();
        Session session = new Session(disk, new Journal(), Setup.of(1));
        session.durable(40);
        return disk.restart(CrashPolicy.keepAll());
    }

    private static long segments(CrashFileSystem disk) {
        return disk.visible(Session.DIRECTORY).keySet().stream().filter(name -> name.endsWith(".seg")).count();
    }
}
