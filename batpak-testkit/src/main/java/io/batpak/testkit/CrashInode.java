package io.batpak.testkit;

import io.batpak.api.spi.StoreDirectory.Permissions;
import java.util.ArrayList;
import java.util.List;

/** A file with two truths: what a reader sees, and what is on the medium plus an ordered queue on its way there. */
final class CrashInode extends Inode {
    private final PagedBytes durable;
    private final List<ByteChange> unforced = new ArrayList<>();

    /** Makes one of which everything is durable. */
    CrashInode(String name, Permissions permissions, PagedBytes content) {
        super(name, permissions, content);
        durable = content.copy();
    }

    @Override
    PagedBytes durable() {
        return durable;
    }

    List<ByteChange> unforced() {
        return unforced;
    }

    @Override
    void write(long operation, long offset, byte[] bytes) {
        super.write(operation, offset, bytes);
        unforced.add(ByteChange.write(operation, offset, bytes));
    }

    @Override
    void zero(long operation, long from, long to) {
        super.zero(operation, from, to);
        unforced.add(ByteChange.zero(operation, from, to));
    }

    @Override
    void truncate(long operation, long length) {
        super.truncate(operation, length);
        unforced.add(ByteChange.truncate(operation, length));
    }

    void commit() {
        unforced.forEach(change -> change.applyTo(durable));
        unforced.clear();
    }

    /** Marks everything clean without having it on the medium: no later force brings it there. */
    void forget() {
        unforced.clear();
    }
}
