package io.batpak.core.crash;

import io.batpak.api.append.Durability;

/**
 * How a store is opened in a script.
 *
 * @param seed of everything that is chance
 * @param hash the hash algorithm
 * @param durability of appends that say nothing else; WRITTEN stores write into mapped files
 * @param held which of the store's workers work only when they are told to
 */
public record Setup(long seed, String hash, Durability durability, Held held) {
    /** Which workers are held back; the others take their turns at once. */
    public enum Held {
        /** The writer, so that requests queue up to a group. */
        WRITER,
        /** The writer and the helper. */
        HELPER,
        /** Everybody, also those who deliver. */
        ALL
    }

    public static Setup of(long seed) {
        return new Setup(seed, "sha-256", Durability.DURABLE, Held.WRITER);
    }

    public Setup written() {
        return new Setup(seed, hash, Durability.WRITTEN, held);
    }

    Setup heldHelper() {
        return held(Held.HELPER);
    }

    public Setup held(Held others) {
        return new Setup(seed, hash, durability, others);
    }

    public Setup hash(String other) {
        return new Setup(seed, other, durability, held);
    }

    public Setup seed(long other) {
        return new Setup(other, hash, durability, held);
    }
}
