package io.batpak.api.read;

import io.batpak.api.event.Event;
import java.util.List;
import java.util.Optional;

/**
 * A part of a region as it was at one moment.
 *
 * @param events the events, in the direction that was asked for
 * @param next what to ask for to go on; empty where the region ends, as far as it was visible
 */
public record Page(List<Event> events, Optional<PageRequest> next) {
    /** Copies the list. */
    public Page {
        events = List.copyOf(events);
    }
}
