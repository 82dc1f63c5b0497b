/** How a store is opened: what its bytes prove, what is cut, what is refused (docs/format.md 6). Imports {@code index}, {@code frontier}, {@code meta} and what lies below. */
@NullMarked
package io.batpak.core.recovery;

import org.jspecify.annotations.NullMarked;
