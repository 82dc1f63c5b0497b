package io.batpak.core.plugins;

import io.batpak.api.spi.CodecProvider;
import io.batpak.api.spi.HashProvider;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A provider and what it says of itself.
 *
 * @param provider the provider
 * @param name its name
 * @param algorithm its algorithm
 * @param rank its rank
 * @param obstacle looks what keeps it from serving here; empty if nothing does
 */
record Candidate<P>(P provider, String name, String algorithm, int rank, Supplier<Optional<String>> obstacle) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");
    private static final String OUR_NAMES = "batpak-";
    private static final String OUR_PACKAGES = "io.batpak.";

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if one is not allowed
     */
    Candidate {
        requireName(name);
        requireName(algorithm);
        Objects.requireNonNull(obstacle);
        if (name.startsWith(OUR_NAMES) && !provider.getClass().getName().startsWith(OUR_PACKAGES)) {
            throw new IllegalArgumentException("the name " + name + " is reserved for batpak's own");
        }
    }

    static Candidate<HashProvider> of(HashProvider hash) {
        return new Candidate<>(hash, hash.name(), hash.algorithm(), hash.rank(), () -> hash.isAvailable()
                ? KnownDigests.findWrong(hash)
                : Optional.of("is not available here"));
    }

    static Candidate<CodecProvider> of(CodecProvider codec) {
        return new Candidate<>(codec, codec.name(), codec.algorithm(), codec.rank(), () -> codec.isAvailable()
                ? Optional.empty()
                : Optional.of("is not available here"));
    }

    /** Returns its name and class, for people. */
    String text() {
        return name + " (" + provider.getClass().getName() + ")";
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name '" + name + "' is not of the form " + NAME);
        }
    }
}
