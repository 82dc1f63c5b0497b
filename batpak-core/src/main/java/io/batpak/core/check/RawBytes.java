package io.batpak.core.check;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian numbers in byte arrays. */
final class FrameWords {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private FrameWords() {}

    static int int32(byte[] b, int at) {
        return (int) INT.get(b, at);
    }

    static long int64(byte[] b, int at) {
        return (long) LONG.get(b, at);
    }

    static void put32(byte[] b, int at, int value) {
        INT.set(b, at, value);
    }
}
