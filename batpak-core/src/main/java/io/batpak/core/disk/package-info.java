/**
 * The only door to files: the production medium of a store, over the file systems of the JDK. Imports {@code api.spi}
 * and nothing else of batpak.
 */
@NullMarked
package io.batpak.core.disk;

import org.jspecify.annotations.NullMarked;
