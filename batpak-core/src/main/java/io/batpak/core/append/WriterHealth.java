package io.batpak.core.append;

import io.batpak.api.StoreHealth;
import java.util.Optional;

/** The state of writing at one moment, part by part. */
record WriterHealth(
        Optional<String> poison, int restarts, int queuedCount, long queuedBytes, long commits, long forces)
        implements StoreHealth {}
