package io.batpak.api.spi;

/**
 * The only source of chance (DESIGN D-12): salts, lineages, tokens and the random part of ids.
 *
 * <p><b>Threads:</b> safe for use by many threads at once.
 */
public interface RandomSource {
    /** Fills the whole array with bytes that nobody can foretell, simulations excepted. */
    void fill(byte[] target);
}
