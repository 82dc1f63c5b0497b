package io.batpak.core.append;

import static io.batpak.core.Interleavings.explore;
import static io.batpak.core.Interleavings.require;
import static io.batpak.core.Interleavings.together;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One thread at a time has the writer role (D-10), however it got it, and whoever waits for it gets it. */
@Tag("interleavings")
class WriterRoleInterleavingsTest {
    /** A role, and state that only its holder may touch. */
    private static final class Guarded {
        private final WriterRole role = new WriterRole();
        private int holders;
        private int turns;

        void turn() {
            role.requireHeld();
            holders++;
            require(holders == 1, "one holder");
            turns++;
            holders--;
            role.release();
        }

        void waiting() {
            role.acquire();
            turn();
        }

        void trying() {
            if (role.tryAcquire()) {
                turn();
            }
        }
    }

    @Test // D-10
    void acquire_byThree_givesEachItsTurn() {
        explore(() -> {
            Guarded guarded = new Guarded();
            together(guarded, guarded::waiting, guarded::waiting, guarded::waiting);
            require(guarded.turns == 3, "three turns");
        });
    }

    @Test // D-10
    void tryAcquire_besideOneWhoWaits_takesTheRoleOnlyWhenItIsFree() {
        explore(() -> {
            Guarded guarded = new Guarded();
            together(guarded, guarded::waiting, guarded::trying, guarded::trying);
            require(guarded.turns >= 1 && guarded.turns <= 3, "turns of those who got it");
            require(guarded.role.tryAcquire(), "free at the end");
        });
    }
}
