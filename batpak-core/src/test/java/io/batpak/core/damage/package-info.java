/** What flipped, cut, swapped and foreign bytes do to a store: it says so, and never answers wrongly. */
@NullMarked
package io.batpak.core.damage;

import org.jspecify.annotations.NullMarked;
