package io.batpak.api.spi;

/**
 * One implementation of a hash algorithm with digests of 32 bytes. A store records the {@link #algorithm}; every
 * implementation of one algorithm must give the same digests.
 *
 * <p>A provider is a public class with a public constructor without parameters that touches nothing outside the JVM;
 * what can fail, fails in {@link #isAvailable}.
 *
 * <p><b>Threads:</b> safe for use by many threads at once.
 */
public interface HashProvider {
    /** Returns the name of this implementation, unique among all. */
    String name();

    /** Returns the name of the algorithm, as recorded in a store. */
    String algorithm();

    /** Returns the rank: of several available implementations of one algorithm the highest serves. */
    default int rank() {
        return 0;
    }

    /** Returns true if it can be used here; must not throw. */
    default boolean isAvailable() {
        return true;
    }

    /** Returns a new hasher, for use by one thread at a time. */
    Hasher newHasher();

    /** Hashes one message after the other. */
    interface Hasher {
        /**
         * Adds {@code length} bytes to the message. The array is read during the call and never changed (HS-07, HS-08).
         *
         * @return this
         */
        Hasher update(byte[] bytes, int offset, int length);

        /** Writes the digest's 32 bytes into {@code target} from {@code offset} on, and begins a new message (HS-10). */
        void digest(byte[] target, int offset);
    }
}
