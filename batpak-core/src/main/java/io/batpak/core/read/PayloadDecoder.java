package io.batpak.core.read;

import io.batpak.api.spi.CodecProvider;
import io.batpak.api.spi.HashProvider;
import org.jspecify.annotations.Nullable;

/**
 * What an event needs to tell what its payload means.
 *
 * @param codec the store's codec; null if it has none
 * @param hash the store's hash
 */
public record PayloadDecoder(@Nullable CodecProvider codec, HashProvider hash) {}
