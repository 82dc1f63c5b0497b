/**
 * Looks at a store's bytes without the rest of the core: the second opinion on the format (docs/format.md). What it
 * parses, it parses itself. Imports the api alone.
 */
@NullMarked
package io.batpak.core.check;

import org.jspecify.annotations.NullMarked;
