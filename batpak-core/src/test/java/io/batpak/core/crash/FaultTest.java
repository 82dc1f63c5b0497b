package io.batpak.core.crash;

import io.batpak.testkit.CrashPolicy;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One operation of the medium fails, every one in turn. What was asked for meanwhile ends in a typed outcome, and
 * whatever a later power cut leaves is a history that these outcomes allow.
 */
class FaultTest {
    private static final LongFunction<List<CrashPolicy>> FEW = FaultRun::fewPolicies;
    private static final LongFunction<List<CrashPolicy>> ALL = CrashPolicy::all;

    // O5, O12, J-3, W-033
    @ParameterizedTest
    @EnumSource(names = {"GROUPS", "ROTATION", "REOPENINGS", "UNFORCED"})
    void store_anyOperationFails_endsInTypedOutcomesAndALegalHistory(CrashScript script) {
        new FaultSweep(script, FEW).failAny();
    }

    // J-3, W-070: what a short write left is removed, or the writer stops
    @ParameterizedTest
    @EnumSource(names = {"GROUPS", "LATE_HELPER"})
    void store_anyWriteIsCutShort_keepsNothingOfWhatItRefused(CrashScript script) {
        new FaultSweep(script, FEW).cutAnyWriteShort(200, 1_800);
    }

    // A-4, POI-01, POI-04, W-062, THR-71: a force that failed made nothing durable, and is not tried again
    @ParameterizedTest
    @EnumSource
    void store_anyForceLosesItsPages_neverForcesThatFileAgain(CrashScript script) {
        new FaultSweep(script, FEW).losePagesOfAnyForce();
    }

    // THR-70, J-3, POI-07, W-184: nothing is lost, and the same store goes on when there is space again
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RESTART") // a restart on a full disk is terminal (J-25)
    void store_diskFullFromAnyOperationOn_refusesThenGoesOn(CrashScript script) {
        new FaultSweep(script, seed -> List.of(CrashPolicy.loseAll())).fillFromAnyOperation();
    }

    // THR-70: the room ends inside a write
    @ParameterizedTest
    @EnumSource(names = {"ROTATION", "LATE_HELPER"})
    void store_diskFullInsideAWrite_refusesThenGoesOn(CrashScript script) {
        new FaultSweep(script, FEW).fillInsideWrites(9_999);
    }

    // all of the above, with every policy
    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void store_anyFaultUnderEveryPolicy_endsInALegalHistory(CrashScript script) {
        FaultSweep sweep = new FaultSweep(script, ALL);
        sweep.failAny();
        sweep.cutAnyWriteShort(1, 200, 600, 1_800);
        sweep.losePagesOfAnyForce();
        if (script != CrashScript.RESTART) { // a restart on a full disk is terminal (J-25)
            sweep.fillFromAnyOperation();
            sweep.fillInsideWrites(1_999);
        }
    }
}
