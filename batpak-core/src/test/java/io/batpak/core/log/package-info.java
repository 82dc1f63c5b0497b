/** What the store says to an operator. */
@NullMarked
package io.batpak.core.log;

import org.jspecify.annotations.NullMarked;
