/** What a segment, a frame and a seal record are: bytes in, bytes out (docs/format.md 3). Imports {@code disk} and {@code time} at most. */
@NullMarked
package io.batpak.core.segment;

import org.jspecify.annotations.NullMarked;
