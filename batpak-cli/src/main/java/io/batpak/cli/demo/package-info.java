/**
 * An application in small: real events, and the jobs that every user of a store has. Begin with
 * {@link io.batpak.cli.demo.Demo}. {@link io.batpak.cli.demo.Committed} and {@link io.batpak.cli.demo.FileChanged} are
 * the events; a {@link io.batpak.cli.demo.History} is where they come from. All that concerns the store goes through
 * the public API.
 */
@NullMarked
package io.batpak.cli.demo;

import org.jspecify.annotations.NullMarked;
