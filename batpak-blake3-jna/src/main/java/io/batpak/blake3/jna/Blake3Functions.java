package io.batpak.blake3.jna;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * The functions of {@code libblake3} that are used, by their C names. Pointers and sizes are passed as 64-bit integers,
 * for then JNA has nothing to convert, and no array of ours is copied as a whole.
 */
final class Blake3Functions {
    private Blake3Functions() {}

    /** Binds them to a library, once; before that they must not be called. */
    static void bind(NativeLibrary library) {
        Native.register(Blake3Functions.class, library);
    }

    static native void blake3_hasher_init(long hasher);

    static native void blake3_hasher_update(long hasher, long input, long length);

    static native void blake3_hasher_finalize(long hasher, long output, long length);
}
