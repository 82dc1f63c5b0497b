/** The durable, provable event store inside a JVM process: where users begin. May import every package of the API. */
@NullMarked
package io.batpak.api;

import org.jspecify.annotations.NullMarked;
