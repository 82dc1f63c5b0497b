package io.batpak.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreDirectory.Permissions;
import io.batpak.api.spi.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Short words for what tests do to files. */
final class Script {
    static final Path STORE = Path.of("/store");

    private Script() {}

    static StoreFile create(StoreDirectory directory, String name) throws IOException {
        return directory.create(name, StoreAccess.READ_WRITE, Permissions.DEFAULT);
    }

    /** Creates a file and makes its bytes and its name durable. */
    static StoreFile createDurably(StoreDirectory directory, String name, String text) throws IOException {
        StoreFile file = create(directory, name);
        write(file, 0, text);
        file.force(ForceMode.DATA);
        directory.force();
        return file;
    }

    static void write(StoreFile file, long offset, String text) throws IOException {
        file.write(offset, ByteBuffer.wrap(text.getBytes(US_ASCII)));
    }

    static void write(StoreFile file, long offset, byte[] bytes) throws IOException {
        file.write(offset, ByteBuffer.wrap(bytes));
    }

    static String read(StoreFile file) throws IOException {
        ByteBuffer target = ByteBuffer.allocate((int) file.length());
        file.read(0, target);
        return new String(target.array(), 0, target.position(), US_ASCII);
    }

    static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }
}
