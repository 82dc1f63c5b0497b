/** The hash {@code blake3} by the native library. May import {@code api.spi} and JNA. */
@NullMarked
package io.batpak.blake3.jna;

import org.jspecify.annotations.NullMarked;
