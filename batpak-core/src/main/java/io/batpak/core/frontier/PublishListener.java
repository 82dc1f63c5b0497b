package io.batpak.core.frontier;

/** Hears that more became visible; the assembly connects it, so that what publishes need not know who listens. */
@FunctionalInterface
public interface PublishListener {
    /** Called by the holder of the writer role after the visible bound moved: never waits, and takes next to no time. */
    void published();
}
