package io.batpak.core.disk;

import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreDirectory.Permissions;
import io.batpak.api.spi.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Cuts files under their mappings, before and after the compiler has seen to the code, and counts what came of reads
 * and stores behind the cut.
 */
final class CutFileProbe {
    private static final int LENGTH = 1 << 16;
    private static final int CUT = 4096;

    private final byte[] bytes = new byte[8192];
    private final ByteBuffer source = ByteBuffer.allocateDirect(bytes.length);
    private int failed;
    private int passed;

    private CutFileProbe() {}

    public static void main(String[] arguments) throws Exception {
        CutFileProbe probe = new CutFileProbe();
        StoreDirectory directory = new NioFileSystem().open(Path.of(arguments[0]), StoreAccess.READ_WRITE);
        for (int i = 0; i < 200; i++) {
            probe.cut(directory, "file" + i);
        }
        System.out.println(probe.failed + " failed, " + probe.passed + " passed");
    }

    private void cut(StoreDirectory directory, String name) throws IOException {
        try (StoreFile file = directory.create(name, StoreAccess.READ_WRITE_MAPPED, Permissions.DEFAULT);
                StoreFile other = directory.open(name, StoreAccess.READ_WRITE)) {
            file.zeroTo(0, LENGTH);
            StoreFile.View view = file.view(LENGTH).orElseThrow();
            for (int i = 0; i < 500; i++) {
                view.read(i, bytes, 0, 1 + i * 16);
                file.write(i, source.clear().limit(1 + i * 16));
            }
            other.truncate(CUT);
            for (int i = 0; i < 20; i++) {
                int length = 1 + i * 400;
                count(() -> view.read(2 * CUT, bytes, 0, length));
                count(() -> file.write(2 * CUT, source.clear().limit(length)));
            }
            count(() -> view.read(0, bytes, 0, CUT));
        }
        directory.delete(name);
    }

    private void count(Access access) {
        try {
            access.run();
            passed++;
        } catch (IOException e) {
            failed++;
        }
    }

    private interface Access {
        void run() throws IOException;
    }
}
