package io.batpak.core.plugins;

import io.batpak.api.spi.CodecProvider;
import io.batpak.api.spi.HashProvider;
import java.util.List;
import java.util.ServiceLoader;

/**
 * What the plugins that are there can do, looked up once for each open. What is asked for is an algorithm, as recorded
 * in the store. A provider that was handed over serves before one that was discovered; of several, the one of the
 * highest rank that is available here. A hash that gets a well-known digest wrong never serves.
 *
 * <p>A provider that cannot be made does not stop the others. It is named when something is missed.
 *
 * <p><b>Threads:</b> safe for use by many threads at once.
 */
public final class Providers {
    private final Catalogue<HashProvider> hashes;
    private final Catalogue<CodecProvider> codecs;

    private Providers(Catalogue<HashProvider> hashes, Catalogue<CodecProvider> codecs) {
        this.hashes = hashes;
        this.codecs = codecs;
    }

    /**
     * Looks around.
     *
     * @throws io.batpak.api.error.ProviderException if two of those handed over, or two of those discovered, have the
     *         same name, or one handed over has a name that is not allowed
     */
    public static Providers discover(List<HashProvider> handedOver, List<CodecProvider> handedOverCodecs) {
        // The loader of this module sees the built-in providers and all that those who see this module can add.
        ClassLoader loader = Providers.class.getClassLoader();
        return new Providers(
                Catalogue.of("hash", Candidate::of, handedOver, ServiceLoader.load(HashProvider.class, loader)),
                Catalogue.of("codec", Candidate::of, handedOverCodecs,
                        ServiceLoader.load(CodecProvider.class, loader)));
    }

    /**
     * Returns the hash that serves an algorithm.
     *
     * @throws io.batpak.api.error.ProviderException if there is none
     */
    public HashProvider hash(String algorithm) {
        return hashes.serving(algorithm);
    }

    /**
     * Returns the codec that serves an algorithm.
     *
     * @throws io.batpak.api.error.ProviderException if there is none
     */
    public CodecProvider codec(String algorithm) {
        return codecs.serving(algorithm);
    }

    /** Returns the algorithms of all codecs that could serve, sorted. */
    public List<String> codecAlgorithms() {
        return codecs.algorithms();
    }
}
