/**
 * The work of {@code append}: {@link io.batpak.cli.append.Intake} cuts the input into parcels, a parcel is handed to
 * the store, and its receipts are printed when it is committed. {@link io.batpak.cli.append.OneByOne} does that in
 * turn, {@link io.batpak.cli.append.Window} with several under way. May import {@code input}, {@code output} and the
 * API.
 */
@NullMarked
package io.batpak.cli.append;

import org.jspecify.annotations.NullMarked;
