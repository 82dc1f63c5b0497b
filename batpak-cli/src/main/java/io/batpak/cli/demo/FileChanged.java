package io.batpak.cli.demo;

import io.batpak.api.event.EventPayload;
import java.util.Optional;

/**
 * A commit changed a file. An event of the entity {@code file:PATH}.
 *
 * @param commit the commit's hash
 * @param author who committed
 * @param from the old path, if the file was renamed
 * @param added how many lines were added; empty for a file that is no text
 * @param removed how many lines were removed; empty for a file that is no text
 */
@EventPayload(category = 0xF, type = 0x002)
public record FileChanged(
        String commit, String author, Optional<String> from, Optional<Integer> added, Optional<Integer> removed) {}
