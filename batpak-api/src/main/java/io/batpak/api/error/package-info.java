/** What can go wrong, sorted by what the caller does next. Imports only {@code event}, and {@code append} for receipts. */
@NullMarked
package io.batpak.api.error;

import org.jspecify.annotations.NullMarked;
