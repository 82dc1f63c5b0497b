/** What an open does, in which order, and what every way to open a store has in common. */
@NullMarked
package io.batpak.core.open;

import org.jspecify.annotations.NullMarked;
