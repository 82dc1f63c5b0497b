/** What is handed in and what comes back: requests, options, receipts. Imports only {@code event}. */
@NullMarked
package io.batpak.api.append;

import org.jspecify.annotations.NullMarked;
