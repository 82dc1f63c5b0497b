/**
 * The values that events are made of. Imports nobody: every other package of the API may import this one.
 */
@NullMarked
package io.batpak.api.event;

import org.jspecify.annotations.NullMarked;
