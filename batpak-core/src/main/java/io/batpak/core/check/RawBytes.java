package io.batpak.core.check;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** What lies in byte arrays: little-endian numbers, names, checksums. */
final class RawBytes {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private RawBytes() {}

    static int int32(byte[] b, int at) {
        return (int) INT.get(b, at);
    }

    static long int64(byte[] b, int at) {
        return (long) LONG.get(b, at);
    }

    static void put32(byte[] b, int at, int value) {
        INT.set(b, at, value);
    }

    static boolean begins(byte[] bytes, String magic) {
        return new String(bytes, 0, magic.length(), StandardCharsets.ISO_8859_1).equals(magic);
    }

    /** Returns the name that lies zero-padded in 32 bytes. */
    static String name(byte[] bytes, int from) {
        return new String(bytes, from, 32, StandardCharsets.ISO_8859_1).replaceAll("\0+$", "");
    }

    static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    static int sum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
