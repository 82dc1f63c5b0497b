package io.batpak.api.append;

/** What an acknowledged append has survived (DESIGN D-2). */
public enum Durability {
    /** It is handed to the operating system: it survives the death of the process, and not a power cut. */
    WRITTEN,
    /** It is forced to the medium: it survives a power cut. */
    DURABLE
}
