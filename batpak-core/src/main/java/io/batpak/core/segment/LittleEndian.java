package io.batpak.core.segment;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Integers as they lie on disk. */
public final class LittleEndian {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private LittleEndian() {}

    public static int u16(byte[] b, int at) {
        return (short) SHORT.get(b, at) & 0xffff;
    }

    public static void putU16(byte[] b, int at, int value) {
        SHORT.set(b, at, (short) value);
    }

    public static int i32(byte[] b, int at) {
        return (int) INT.get(b, at);
    }

    public static long u32(byte[] b, int at) {
        return (int) INT.get(b, at) & 0xffff_ffffL;
    }

    public static void putI32(byte[] b, int at, int value) {
        INT.set(b, at, value);
    }

    public static long i64(byte[] b, int at) {
        return (long) LONG.get(b, at);
    }

    public static void putI64(byte[] b, int at, long value) {
        LONG.set(b, at, value);
    }

    /** Returns true if all bytes of a range are zero. */
    static boolean isZero(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Ids lie in big-endian order, so that their bytes read like their text. */
    public static long idHalf(byte[] b, int at) {
        return (long) BIG_LONG.get(b, at);
    }

    public static void putIdHalf(byte[] b, int at, long value) {
        BIG_LONG.set(b, at, value);
    }
}
