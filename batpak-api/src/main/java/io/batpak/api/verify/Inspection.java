package io.batpak.api.verify;

import io.batpak.api.event.Value;

/** What lies in a store's directory, told without opening it and without trusting any of it. */
public interface Inspection {
    /** Returns true if something is damaged or missing. */
    boolean damaged();

    /** Returns everything as one document: files, segments with their frames, witnesses, authorities. */
    Value.Struct document();
}
