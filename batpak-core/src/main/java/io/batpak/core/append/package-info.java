/**
 * How an append goes: checked, encoded and hashed on its caller's thread, committed by the holder of the writer role.
 * Imports {@code index}, {@code frontier}, {@code plugins} and what lies below.
 */
@NullMarked
package io.batpak.core.append;

import org.jspecify.annotations.NullMarked;
