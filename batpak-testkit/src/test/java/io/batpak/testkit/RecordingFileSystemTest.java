package io.batpak.testkit;

import static io.batpak.testkit.Script.STORE;
import static io.batpak.testkit.Script.create;
import static io.batpak.testkit.Script.read;
import static io.batpak.testkit.Script.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import org.junit.jupiter.api.Test;

class RecordingFileSystemTest {
    @Test
    void operations_includeReads() throws Exception {
        RecordingFileSystem recording = new RecordingFileSystem(new MemoryFileSystem());
        StoreDirectory directory = recording.open(STORE, StoreAccess.READ_WRITE);
        StoreFile file = create(directory, "a");
        write(file, 0, "abc");
        read(file);
        file.view(3).orElseThrow().read(1, new byte[2], 0, 2);
        assertThat(recording.operations()).extracting(Operation::toString).containsExactly("#1 OPEN_DIRECTORY store",
                "#2 CREATE a", "#3 WRITE a [0, +3]", "#4 READ a [0, +3]", "#5 VIEW a [0, +3]", "#6 READ a [1, +2]");
        assertThat(recording.count(OperationKind.READ)).isEqualTo(2);
        assertThat(recording.count(OperationKind.READ, "b")).isZero();
        recording.clear();
        assertThat(recording.operations()).isEmpty();
    }
}
