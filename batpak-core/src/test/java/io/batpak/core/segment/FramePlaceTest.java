package io.batpak.core.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import io.batpak.testkit.MemoryFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A frame is one only where it was written (DESIGN 3.3): a moved one, or one inside a payload, is none. */
class FramePlaceTest {
    private static final long SALT = 0x5a17_0000_1234L;

    // DESIGN 3.3
    @ParameterizedTest
    @ValueSource(longs = {SegmentHeader.LENGTH, SegmentHeader.LENGTH + 8, 4096})
    void frame_readWhereItWasNotWritten_isNone(long at) throws IOException {
        UUID lineage = new UUID(1, 2);
        SegmentHeader header = new SegmentHeader(lineage, 1, 0, 0, SALT, "sha-256", "raw");
        byte[] frame = new byte[64];
        int length = FrameWriter.begin(frame, 0, new FramePlace(new FrameSum(SALT)).moveTo(SegmentHeader.LENGTH, 4096),
                0,
                new UUID(3, 4), 5);
        try (StoreDirectory directory = new MemoryFileSystem().open(Path.of("/store"), StoreAccess.READ_WRITE);
                StoreFile file = directory.create("000001.seg", StoreAccess.READ_WRITE,
                        StoreDirectory.Permissions.DEFAULT)) {
            file.write(0, ByteBuffer.wrap(header.encode()));
            file.write(at, ByteBuffer.wrap(frame, 0, length));
            SegmentScan scan = new SegmentScan(file, header, at, file.length());
            boolean home = at == SegmentHeader.LENGTH;

            assertThat(scan.witnessBeyond(at)).isEqualTo(home ? 4096 : 0); // nor does its header witness anything
            assertThat(scan.next()).isEqualTo(home);
        }
    }
}
