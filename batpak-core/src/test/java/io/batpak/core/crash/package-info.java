/** What a power cut, a failing force and a full disk do to a store: nothing that was acknowledged is lost, nothing is invented. */
@NullMarked
package io.batpak.core.crash;

import org.jspecify.annotations.NullMarked;
