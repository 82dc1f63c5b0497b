package io.batpak.testkit;

import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A file of a {@link ForwardingFileSystem}. */
class ForwardingFile implements StoreFile {
    private final ForwardingFileSystem fileSystem;
    private final StoreFile inner;
    private final String name;

    ForwardingFile(ForwardingFileSystem fileSystem, StoreFile inner, String name) {
        this.fileSystem = fileSystem;
        this.inner = inner;
        this.name = name;
    }

    @Override
    public long length() throws IOException {
        return inner.length();
    }

    @Override
    public final int read(long offset, ByteBuffer target) throws IOException {
        Operation operation = Operation.on(OperationKind.READ, name, offset, target.remaining());
        return fileSystem.around(operation, () -> read(inner, operation, target));
    }

    @Override
    public final void write(long offset, ByteBuffer source) throws IOException {
        Operation operation = Operation.on(OperationKind.WRITE, name, offset, source.remaining());
        fileSystem.around(operation, () -> {
            write(inner, operation, source);
            return name;
        });
    }

    @Override
    public final void zeroTo(long from, long to) throws IOException {
        Operation operation = Operation.on(OperationKind.ZERO, name, from, to - from);
        fileSystem.around(operation, () -> {
            zero(inner, operation);
            return name;
        });
    }

    @Override
    public final void truncate(long length) throws IOException {
        fileSystem.around(Operation.on(OperationKind.TRUNCATE, name, length, 0), () -> {
            inner.truncate(length);
            return name;
        });
    }

    @Override
    public final void force(ForceMode mode) throws IOException {
        fileSystem.around(Operation.on(OperationKind.FORCE, name), () -> {
            inner.force(mode);
            return name;
        });
    }

    @Override
    public final Optional<View> view(long length) throws IOException {
        Optional<View> view = fileSystem.around(Operation.on(OperationKind.VIEW, name, 0, length),
                () -> inner.view(length));
        return view.map(innerView -> (offset, target, at, count) -> {
            Operation operation = Operation.on(OperationKind.READ, name, offset, count);
            fileSystem.around(operation, () -> {
                read(innerView, operation, target, at);
                return name;
            });
        });
    }

    @Override
    public final void close() throws IOException {
        inner.close();
    }

    /** Does a read that came through. */
    int read(StoreFile file, Operation read, ByteBuffer target) throws IOException {
        return file.read(read.offset(), target);
    }

    /** Does a read that came through, of a view. */
    void read(View view, Operation read, byte[] target, int at) throws IOException {
        view.read(read.offset(), target, at, (int) read.length());
    }

    /** Does a write that came through. */
    void write(StoreFile file, Operation write, ByteBuffer source) throws IOException {
        file.write(write.offset(), source);
    }

    /** Does a zeroing that came through. */
    void zero(StoreFile file, Operation zero) throws IOException {
        file.zeroTo(zero.offset(), zero.offset() + zero.length());
    }
}
