/**
 * The command line. A class a command; {@link io.batpak.cli.Main} puts them together and turns what they throw into an
 * exit status and a message. Opened to picocli, which fills the options in.
 */
@NullMarked
package io.batpak.cli;

import org.jspecify.annotations.NullMarked;
