package io.batpak.core.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batpak.api.Store;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import io.batpak.testkit.MemoryFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** A second writer got past the lock: the first finds another token in {@code store.meta}, and stops (LOCK-09). */
class SecondWriterTest {
    private static final int TOKEN = 32;

    private final MemoryFileSystem files = new MemoryFileSystem();

    private byte[] meta() {
        return files.snapshot(Opening.DIRECTORY).get("store.meta");
    }

    private void change(Consumer<byte[]> change) {
        byte[] bytes = meta();
        change.accept(bytes);
        try (StoreDirectory directory = files.open(Opening.DIRECTORY, StoreAccess.READ_WRITE);
                StoreFile file = directory.open("store.meta", StoreAccess.READ_WRITE)) {
            file.write(0, ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void sum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - 4);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 4, (int) crc.getValue());
    }

    /** Appends until the next segment begins, which is to be noted in {@code store.meta}. */
    private static void roll(Store store) {
        store.append(Opening.request("order:1", "x".repeat(40_000)));
        store.append(Opening.request("order:1", "x".repeat(40_000)));
    }

    @Test // LOCK-09
    void tokenOfAnotherSession_poisons_andStays() {
        Store store = Store.open(Opening.config(files).build());
        change(bytes -> {
            bytes[TOKEN] ^= 1;
            sum(bytes);
        });
        byte[] theirs = meta();
        roll(store);
        requirePoisoned(store);
        assertThat(meta()).isEqualTo(theirs);
    }

    @Test // LOCK-09
    void recordThatIsNoneAnyMore_poisons() {
        Store store = Store.open(Opening.config(files).build());
        change(bytes -> bytes[0] ^= 1);
        roll(store);
        requirePoisoned(store);
    }

    private static void requirePoisoned(Store store) {
        var refusal = catchThrowableOfType(StoreUnavailableException.class,
                () -> store.append(Opening.request("order:1", "late")));
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.STORE_POISONED);
        assertThat(refusal).hasMessageContaining("store.meta");
        assertThat(catchThrowable(store::close)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test // LOCK-09
    void ownToken_isFoundAgain() {
        try (Store store = Store.open(Opening.config(files).build())) {
            byte[] before = meta();
            roll(store);
            assertThat(store.append(Opening.request("order:1", "late")).revision()).isEqualTo(2);
            assertThat(meta()).isNotEqualTo(before);
        }
    }
}
