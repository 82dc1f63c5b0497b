/** Where the parts of the store are put together; contains no logic of its own. */
@NullMarked
package io.batpak.core;

import org.jspecify.annotations.NullMarked;
