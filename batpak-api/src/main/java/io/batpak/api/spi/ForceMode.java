package io.batpak.api.spi;

/** What a force makes durable. */
public enum ForceMode {
    /** The content, and of the metadata what is needed to read it back, the length among them. */
    DATA,
    /** The content and all metadata. */
    ALL
}
