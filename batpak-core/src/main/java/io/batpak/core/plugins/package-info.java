/**
 * The hashes that come with the store, and the one place where plugins are looked up. Imports {@code api.spi} and
 * {@code api.error}.
 */
@NullMarked
package io.batpak.core.plugins;

import org.jspecify.annotations.NullMarked;
