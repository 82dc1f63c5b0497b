package io.batpak.blake3.jna;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.batpak.api.spi.HashProvider;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A hasher whose state is in native memory, which is freed with it.
 *
 * <p>A call into the library costs as much as the hashing of some hundred bytes. So what is added is collected, and
 * handed over when the room is full or the message ends: three calls for a short message, whatever its parts.
 */
final class NativeHasher implements HashProvider.Hasher {
    static final int DIGEST_BYTES = 32;

    /** More than the library uses. */
    private static final int STATE_BYTES = 2048;
    /** A power of two: then the library takes each piece as a full tree, 16 chunks at a time. */
    private static final int INPUT_BYTES = 16 * 1024;
    private static final int DIGEST_AT = STATE_BYTES;
    private static final int INPUT_AT = DIGEST_AT + DIGEST_BYTES;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(INPUT_AT + INPUT_BYTES);
    private final long address = Pointer.nativeValue(Native.getDirectBufferPointer(memory));
    /** Bytes that wait to be handed over. */
    private int waiting;
    /** Whether the library's state is that of this message, and not yet of one before. */
    private boolean begun;

    @Override
    public HashProvider.Hasher update(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int at = offset;
        int left = length;
        while (left > 0) {
            if (waiting == INPUT_BYTES) {
                handOver();
            }
            int taken = Math.min(left, INPUT_BYTES - waiting);
            memory.put(INPUT_AT + waiting, bytes, at, taken);
            waiting += taken;
            at += taken;
            left -= taken;
        }
        return this;
    }

    @Override
    public void digest(byte[] target, int offset) {
        handOver();
        Blake3Functions.blake3_hasher_finalize(address, address + DIGEST_AT, DIGEST_BYTES);
        memory.get(DIGEST_AT, target, offset, DIGEST_BYTES); // without room for it the message stays as it is
        begun = false;
    }

    private void handOver() {
        try {
            if (!begun) {
                Blake3Functions.blake3_hasher_init(address);
                begun = true;
            }
            if (waiting > 0) {
                Blake3Functions.blake3_hasher_update(address, address + INPUT_AT, waiting);
                waiting = 0;
            }
        } finally { // who forgets a hasher in the middle of a message must not free what the library still reads
            Reference.reachabilityFence(memory);
        }
    }
}
