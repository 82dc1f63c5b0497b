package io.batpak.core.crash;

import io.batpak.api.error.BatpakException;
import io.batpak.testkit.CrashFileSystem;
import io.batpak.testkit.SimulatedPowerCut;

/**
 * One run of a script, ended by a power cut.
 *
 * @param disk what it ran on, without power now
 * @param journal what it was asked for
 * @param cut after how many operations
 */
record CrashRun(CrashFileSystem disk, Journal journal, long cut) {
    /** Runs the script until the power fails after this many operations, or to its end. */
    static CrashRun of(Scenario script, Setup setup, long cut) {
        CrashFileSystem disk = new CrashFileSystem();
        disk.cutAfter(cut);
        Journal journal = new Journal();
        try {
            script.run(new Session(disk, journal, setup, script.failures()));
        } catch (SimulatedPowerCut e) {
            // what the script is for
        } catch (BatpakException e) {
            if (!disk.isCut()) { // else nobody is there any more to be told
                throw e;
            }
        }
        return new CrashRun(disk, journal, cut);
    }
}
