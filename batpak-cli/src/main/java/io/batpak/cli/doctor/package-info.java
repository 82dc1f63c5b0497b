/**
 * The work of {@code doctor}: what a disk, the plugins and the platform are like, as documents. Looks through the same
 * door as the store, {@link io.batpak.api.spi.StoreFileSystem}. May import the API.
 */
@NullMarked
package io.batpak.cli.doctor;

import org.jspecify.annotations.NullMarked;
