/**
 * What comes in: lines, JSON, envelopes, and the texts of options. Strict throughout: what is not exactly right is an
 * {@link io.batpak.cli.input.InputException}. May import the API and jackson-core.
 */
@NullMarked
package io.batpak.cli.input;

import org.jspecify.annotations.NullMarked;
