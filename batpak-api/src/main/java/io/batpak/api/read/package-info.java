/** How events are read: pages, progress, consumers, subscriptions. Imports only {@code event} and {@code error}. */
@NullMarked
package io.batpak.api.read;

import org.jspecify.annotations.NullMarked;
