package io.batpak.testkit;

/**
 * The power is gone: thrown by every operation on a {@link CrashFileSystem} after its power cut. It is not an
 * {@link java.io.IOException}, because nobody lives to handle it; what runs into it should unwind and stop.
 */
public final class SimulatedPowerCut extends RuntimeException {
    /** Makes one. */
    public SimulatedPowerCut(String message) {
        super(message);
    }
}
