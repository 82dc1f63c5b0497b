package io.batpak.core.plugins;

import io.batpak.api.spi.HashProvider;

/** BLAKE3 in Java. */
public final class Blake3Provider implements HashProvider {
    /** Makes the provider. */
    public Blake3Provider() {}

    @Override
    public String name() {
        return "blake3-java";
    }

    @Override
    public String algorithm() {
        return "blake3";
    }

    @Override
    public Hasher newHasher() {
        return new Blake3Hasher();
    }
}
