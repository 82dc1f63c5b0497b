/**
 * What a plugin implements. Interfaces only, found through {@link java.util.ServiceLoader} or handed over in the
 * configuration. Names are {@code [a-z0-9-]{1,32}}; those that begin with {@code batpak-} are reserved.
 */
@NullMarked
package io.batpak.api.spi;

import org.jspecify.annotations.NullMarked;
