/** Where events are found: in the heap, in primitive columns, rebuilt from frames. Imports {@code segment} at most. */
@NullMarked
package io.batpak.core.index;

import org.jspecify.annotations.NullMarked;
