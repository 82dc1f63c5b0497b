package io.batpak.core.plugins;

import io.batpak.api.spi.HashProvider;

/** A hash that is told what to say of itself, and computes BLAKE3. */
record StubHash(String name, String algorithm, int rank, boolean isAvailable) implements HashProvider {
    StubHash(String name, String algorithm) {
        this(name, algorithm, 0, true);
    }

    @Override
    public Hasher newHasher() {
        return new Blake3Hasher();
    }
}
