/** Scripts over the whole API, drawn by seeds and enumerated; and a model in memory that says what a store answers. */
@NullMarked
package io.batpak.core.simulation;

import org.jspecify.annotations.NullMarked;
