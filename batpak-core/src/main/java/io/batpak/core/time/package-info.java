/**
 * The only doors to clocks, chance and threads, and the ids made of the first two. Imports {@code api.spi} and
 * {@code api.event}.
 */
@NullMarked
package io.batpak.core.time;

import org.jspecify.annotations.NullMarked;
