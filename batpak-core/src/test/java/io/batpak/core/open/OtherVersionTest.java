package io.batpak.core.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.StoreProvider;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.FormatVersionException;
import io.batpak.testkit.MemoryFileSystem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file of another format, and sound: each open and each check refuses it by its own error and changes nothing. */
class OtherVersionTest {
    private final Map<String, byte[]> files = Opening.filled(true);

    @ParameterizedTest // W-086, D-1
    @CsvSource({"000001.seg, 0, 188", "000002.seg, 0, 188", "store.meta, 0, -4", "frontier, 0, 80",
        "frontier, 4096, 4176"})
    void fileOfAnotherVersion_isRefusedByItsOwnError(String name, int from, int sumAt) {
        for (int version : new int[] {0x80000003, 0x80000001, 1, 0x80000000}) {
            byte[] bytes = files.get(name);
            int sum = sumAt < 0 ? bytes.length + sumAt : sumAt;
            ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(from + 8, version);
            CRC32C crc = new CRC32C();
            crc.update(bytes, from, sum - from);
            b.putInt(sum, (int) crc.getValue());
            MemoryFileSystem memory = MemoryFileSystem.of(Opening.DIRECTORY, files);
            StoreConfig config = Opening.config(memory).build();
            StoreProvider provider = StoreProvider.load();
            for (Runnable use : List.<Runnable>of(() -> Store.open(config).close(),
                    () -> Store.openReadOnly(config).close(), () -> provider.verify(config),
                    () -> provider.salvage(config, Path.of("/target")))) {
                requireRefused(use, name, version);
            }
            files.forEach((file, content) -> assertThat(memory.snapshot(Opening.DIRECTORY).get(file)).as(file)
                    .isEqualTo(content));
        }
    }

    private static void requireRefused(Runnable use, String name, int version) {
        var refusal = catchThrowableOfType(FormatVersionException.class, use::run);
        assertThat(refusal).as(name).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.FORMAT_UNSUPPORTED);
        assertThat(refusal.file()).isEqualTo(name);
        assertThat(refusal.found()).contains(Integer.toHexString(version));
    }
}
