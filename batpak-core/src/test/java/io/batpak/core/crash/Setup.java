package io.batpak.core.crash;

import io.batpak.api.append.Durability;

/**
 * How a store is opened in a script.
 *
 * @param seed of everything that is chance
 * @param hash the hash algorithm
 * @param durability of appends that say nothing else; WRITTEN stores write into mapped files
 * @param helperHeld true if the helper works only when it is told to
 */
record Setup(long seed, String hash, Durability durability, boolean helperHeld) {
    static Setup of(long seed) {
        return new Setup(seed, "sha-256", Durability.DURABLE, false);
    }

    Setup written() {
        return new Setup(seed, hash, Durability.WRITTEN, helperHeld);
    }

    Setup heldHelper() {
        return new Setup(seed, hash, durability, true);
    }

    Setup hash(String other) {
        return new Setup(seed, other, durability, helperHeld);
    }

    Setup seed(long other) {
        return new Setup(other, hash, durability, helperHeld);
    }
}
