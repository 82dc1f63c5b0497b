package example.modulepath.event;

import io.batpak.api.event.EventPayload;

/**
 * An account was opened.
 *
 * @param owner whose it is
 */
@EventPayload(category = 1, type = 1)
public record Opened(String owner) {}
