/**
 * What goes out: events, receipts and reports as lines of JSON, and failures as an exit status with a message. May
 * import {@code input}, the API and jackson-core.
 */
@NullMarked
package io.batpak.cli.output;

import org.jspecify.annotations.NullMarked;
