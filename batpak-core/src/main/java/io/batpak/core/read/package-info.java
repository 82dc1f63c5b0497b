/** How events are read: one snapshot, then frames, checked. Imports {@code index}, {@code frontier} and what lies below. */
@NullMarked
package io.batpak.core.read;

import org.jspecify.annotations.NullMarked;
