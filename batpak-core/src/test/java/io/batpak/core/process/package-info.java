/** What other processes, kills and interrupts do to a store on the real file system: nothing that was acknowledged is lost. */
@NullMarked
package io.batpak.core.process;

import org.jspecify.annotations.NullMarked;
