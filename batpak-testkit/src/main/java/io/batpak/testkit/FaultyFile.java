package io.batpak.testkit;

import io.batpak.api.spi.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A file of a {@link FaultyFileSystem}. */
final class FaultyFile extends ForwardingFile {
    private final FaultPlan plan;

    FaultyFile(FaultyFileSystem fileSystem, StoreFile inner, String name, FaultPlan plan) {
        super(fileSystem, inner, name);
        this.plan = plan;
    }

    @Override
    int read(StoreFile file, Operation read, ByteBuffer target) throws IOException {
        FaultAction action = plan.meet(read).orElse(null);
        int start = target.position();
        if (action instanceof FaultAction.ShortRead shortRead) {
            int limit = target.limit();
            target.limit(start + Math.min(shortRead.byteCount(), target.remaining()));
            try {
                return super.read(file, read, target);
            } finally {
                target.limit(limit);
            }
        }
        int count = super.read(file, read, target);
        if (action instanceof FaultAction.FlipBit flip && flip.offset() - read.offset() < count) {
            int at = start + (int) (flip.offset() - read.offset());
            target.put(at, (byte) (target.get(at) ^ 1 << flip.bit()));
        }
        return count;
    }

    @Override
    void read(View view, Operation read, byte[] target, int at) throws IOException {
        FaultAction action = plan.meet(read).orElse(null);
        if (action instanceof FaultAction.ShortRead) {
            throw new IOException("Page cannot be read (simulated)");
        }
        super.read(view, read, target, at);
        if (action instanceof FaultAction.FlipBit flip) {
            target[at + (int) (flip.offset() - read.offset())] ^= (byte) (1 << flip.bit());
        }
    }

    @Override
    void write(StoreFile file, Operation write, ByteBuffer source) throws IOException {
        Share share = share(file, write);
        if (share.failure() == null) {
            super.write(file, write, source);
            return;
        }
        ByteBuffer first = source.duplicate();
        first.limit(source.position() + (int) share.byteCount());
        super.write(file, write, first);
        throw share.failure();
    }

    @Override
    void zero(StoreFile file, Operation zero) throws IOException {
        Share share = share(file, zero);
        file.zeroTo(zero.offset(), zero.offset() + share.byteCount());
        if (share.failure() != null) {
            throw share.failure();
        }
    }

    /**
     * How much of an operation is done.
     *
     * @param byteCount its first so many bytes
     * @param failure what it throws then
     */
    private record Share(long byteCount, @Nullable IOException failure) {}

    private Share share(StoreFile file, Operation operation) throws IOException {
        if (plan.meet(operation).orElse(null) instanceof FaultAction.ShortWrite cut) {
            return new Share(Math.min(cut.byteCount(), operation.length()),
                    new IOException("Input/output error after " + cut.byteCount() + " bytes (simulated)"));
        }
        long length = file.length();
        long needed = Math.max(0, operation.offset() + operation.length() - length);
        long taken = plan.takeSpace(needed);
        if (taken == needed) {
            return new Share(operation.length(), null);
        }
        return new Share(Math.max(0, length + taken - operation.offset()), plan.exhausted());
    }
}
