package io.batpak.testkit;

/**
 * What an executor does with an exception that a turn throws. It records every one; a {@link SimulatedPowerCut} is
 * never rethrown, since it hit the background work and must not surface in the path of a caller who merely woke it: that
 * one meets the dead medium by itself.
 */
public enum TurnFailures {
    /** Records it and throws it again where the turn was run from. */
    RETHROW,
    /** Records it only. */
    RECORD
}
