/** The authority {@code store.meta}: identity, settings, catalogue (docs/format.md 5). Imports {@code segment} at most. */
@NullMarked
package io.batpak.core.meta;

import org.jspecify.annotations.NullMarked;
