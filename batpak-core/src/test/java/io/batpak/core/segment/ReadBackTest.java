package io.batpak.core.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.error.CorruptionException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventId;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import io.batpak.testkit.MemoryFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read is the event that was asked for, or damage: a sound frame of another event is none (READ-02). */
class ReadBackTest {
    private static final SegmentHeader HEADER = new SegmentHeader(new UUID(1, 2), 1, 0, 0, 77, "sha-256", "raw");

    private StoreDirectory directory;
    private StoreFile file;

    @BeforeEach
    void create() throws IOException {
        directory = new MemoryFileSystem().open(Path.of("/store"), StoreAccess.READ_WRITE);
        file = directory.create("000001.seg", StoreAccess.READ_WRITE, StoreDirectory.Permissions.DEFAULT);
        file.write(0, ByteBuffer.wrap(HEADER.encode()));
    }

    @AfterEach
    void close() throws IOException {
        file.close();
        directory.close();
    }

    /** Writes a sound event; returns its length. */
    private int write(long offset, long sequence, int payloadLength) throws IOException {
        EventTails tails = new EventTails();
        tails.begin(new EventId(1, 2 + sequence), Coordinate.of("order:1", "shop"), 0x1000, 0, 0, payloadLength);
        tails.endPart();
        tails.payload(Bytes.of(new byte[payloadLength]));
        EventStamp stamp = new EventStamp(0) {};
        stamp.sequence = sequence;
        byte[] frame = new byte[payloadLength + 400];
        int length = FrameWriter.event(frame, 0, new FramePlace(new FrameSum(HEADER.salt())).moveTo(offset, 192), stamp,
                new byte[32], tails.bytes(), tails.from(), tails.end() - tails.from());
        file.write(offset, ByteBuffer.wrap(Arrays.copyOf(frame, length)));
        return length;
    }

    private void requireDamaged(SegmentView view, long offset, long sequence) {
        assertThatThrownBy(() -> view.event(offset, sequence)).isInstanceOfSatisfying(CorruptionException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.FRAME_DAMAGED);
            assertThat(e.file()).isEqualTo("000001.seg");
            assertThat(e.offset()).isEqualTo(offset);
            assertThat(e.sequence()).hasValue(sequence);
        });
    }

    @Test // READ-02
    void soundFrame_ofAnotherEvent_isDamage() throws IOException {
        int length = write(192, 5, 100);
        write(192 + length, 6, 2_000);
        SegmentView view = new SegmentView(HEADER, file, file.length());
        assertThat(view.event(192, 5).sequence()).isEqualTo(5);
        assertThat(view.event(192 + length, 6).payloadLength()).isEqualTo(2_000);
        requireDamaged(view, 192, 6);
        requireDamaged(view, 192 + length, 5);
        requireDamaged(view, 192 + 8, 5);
    }

    @Test // READ-02
    void frame_thatIsNoEvent_isDamage() throws IOException {
        byte[] begin = new byte[48];
        FrameWriter.begin(begin, 0, new FramePlace(new FrameSum(HEADER.salt())).moveTo(192, 192), 5, new UUID(3, 4), 1);
        file.write(192, ByteBuffer.wrap(begin));
        requireDamaged(new SegmentView(HEADER, file, file.length()), 192, 5);
    }

    @Test // THR-29
    void file_thatIsCutUnderAReader_isDamage() throws IOException {
        int length = write(192, 5, 2_000);
        SegmentView view = new SegmentView(HEADER, file, file.length());
        assertThat(view.event(192, 5).sequence()).isEqualTo(5);
        for (long left = 192 + length - 1; left >= 0; left -= 97) {
            file.truncate(left);
            requireDamaged(view, 192, 5);
        }
    }
}
