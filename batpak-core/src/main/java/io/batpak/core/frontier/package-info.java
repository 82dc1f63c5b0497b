/** How far the store has come, in memory and on disk. Imports {@code segment} and {@code disk} at most. */
@NullMarked
package io.batpak.core.frontier;

import org.jspecify.annotations.NullMarked;
