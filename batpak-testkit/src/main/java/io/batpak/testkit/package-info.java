/**
 * The simulated world of a store: media that lose, tear and refuse, a clock and a source of chance that obey, and
 * executors without threads. Everything here stands behind the SPIs of {@link io.batpak.api.spi} and may import nothing
 * else of batpak but {@code event} and {@code error}; never the core, and no test framework.
 *
 * <p>File systems are wrapped into one another, one misery each: for instance a {@link io.batpak.testkit.GatedFileSystem}
 * around a {@link io.batpak.testkit.FaultyFileSystem} around a {@link io.batpak.testkit.CrashFileSystem}.
 */
@NullMarked
package io.batpak.testkit;

import org.jspecify.annotations.NullMarked;
