package io.batpak.core.append;

import io.batpak.api.spi.HashProvider;
import io.batpak.core.segment.LinkHash;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/** Hashers for callers' threads: a bounded number is kept, however many threads there are. */
final class HasherPool {
    private static final int SLOTS = 64;

    private final HashProvider provider;
    private final AtomicReferenceArray<LinkHash> idle = new AtomicReferenceArray<>(SLOTS);

    HasherPool(HashProvider provider) {
        this.provider = provider;
    }

    /** Lends a hasher to one call. */
    void lend(Consumer<LinkHash> use) {
        int slot = (int) Thread.currentThread().threadId() & SLOTS - 1;
        LinkHash hash = idle.getAndSet(slot, null);
        if (hash == null) {
            hash = new LinkHash(provider);
        }
        use.accept(hash);
        idle.set(slot, hash);
    }
}
