/** What was found by looking at a store's bytes. Imports only {@code event} and {@code error}. */
@NullMarked
package io.batpak.api.verify;

import org.jspecify.annotations.NullMarked;
