package io.batpak.testkit;

import io.batpak.api.spi.StoreDirectory.Permissions;

/** A file apart from its names: what stays readable through a handle when the name is gone. */
class Inode {
    /** What a reader sees. */
    final PagedBytes content;

    private final Permissions permissions;
    private String name;

    Inode(String name, Permissions permissions, PagedBytes content) {
        this.name = name;
        this.permissions = permissions;
        this.content = content;
    }

    /** Returns the last name it had. */
    String name() {
        return name;
    }

    void rename(String to) {
        name = to;
    }

    Permissions permissions() {
        return permissions;
    }

    /** Returns what a power cut leaves if it takes all it can. */
    PagedBytes durable() {
        return content;
    }

    /** The array is kept: the caller must not change it any more. */
    void write(long operation, long offset, byte[] bytes) {
        content.write(offset, bytes, 0, bytes.length);
    }

    void zero(long operation, long from, long to) {
        content.zero(from, to);
    }

    void truncate(long operation, long length) {
        content.setLength(length);
    }
}
