package io.batpak.blake3.jna;

import io.batpak.api.spi.HashProvider;

/**
 * BLAKE3 by the C library {@code libblake3} of versions 1, which the system has to supply: where the system property
 * {@code batpak.blake3.library} says, else under its name where JNA looks. One that is absent, of another kind or wrong
 * makes the provider unavailable, which is no error: the store's own BLAKE3, in Java, serves instead, and the digests
 * are the same.
 *
 * <p>It ranks below the one in Java and serves where it is handed over. A provider serves a whole store, and an event
 * is three short messages: its payload, its body and its link. For these a call out of the JVM costs more than a faster
 * hash wins; the two are even at payloads of about 1 KiB. From there on the library is faster, 2.7 times at 4 KiB and 8
 * times at 64 KiB, on a processor with AVX-512 ({@code docs/performance.md}).
 *
 * <p>From Java 24 on the JVM wants to be told that JNA may call native code:
 * {@code --enable-native-access=com.sun.jna}, on the class path {@code ALL-UNNAMED}.
 *
 * <p><b>Threads:</b> safe for use by many threads at once.
 */
public final class Blake3JnaProvider implements HashProvider {
    /** Makes the provider; touches no library. */
    public Blake3JnaProvider() {}

    @Override
    public String name() {
        return "batpak-blake3-jna";
    }

    @Override
    public String algorithm() {
        return "blake3";
    }

    @Override
    public int rank() {
        return -1;
    }

    @Override
    public boolean isAvailable() {
        return Blake3Library.OBSTACLE.isEmpty();
    }

    /**
     * Returns a new hasher.
     *
     * @throws IllegalStateException if it is not available; says why
     */
    @Override
    public Hasher newHasher() {
        Blake3Library.OBSTACLE.ifPresent(reason -> {
            throw new IllegalStateException("There is no native BLAKE3 here: " + reason);
        });
        return new NativeHasher();
    }
}
