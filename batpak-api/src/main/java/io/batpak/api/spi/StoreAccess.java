package io.batpak.api.spi;

/** What a directory or a file is opened for. */
public enum StoreAccess {
    /** Reading; nothing is made or changed. */
    READ,
    /** Reading and writing. */
    READ_WRITE,
    /**
     * Reading and writing, where a write may be a store into mapped memory: it has reached the operating system when
     * {@link StoreFile#write} returns, and the medium when {@link StoreFile#force} does. A file system may treat it as
     * {@link #READ_WRITE}.
     */
    READ_WRITE_MAPPED
}
