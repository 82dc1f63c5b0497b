package io.batpak.core.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.testkit.SteppedExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lock file that was removed or replaced under its holder lets a second writer in: the first one stops (LOCK-05). */
class ExchangedLockTest {
    private final SteppedExecutor stepped = new SteppedExecutor();

    @TempDir
    private Path directory;

    private Store open() {
        return Store.open(StoreConfig.builder(directory).codec(StoreConfig.RAW).executor(stepped).build());
    }

    private static void append(Store store) {
        store.append(Coordinate.of("order:1", "shop"), EventKind.DATA, Bytes.of(new byte[] {1}));
    }

    /** Lets the helper look, as it does while there is traffic. */
    private void look() {
        for (int i = 0; i < 3; i++) {
            stepped.runDelayed();
            stepped.runAll();
        }
    }

    @ParameterizedTest // LOCK-05, POI-02
    @ValueSource(booleans = {false, true})
    void lockFileThatIsExchanged_poisonsItsHolder(boolean madeAnew) throws IOException {
        Store store = open();
        append(store);
        look();
        append(store);
        Files.delete(directory.resolve("lock"));
        if (madeAnew) {
            Files.createFile(directory.resolve("lock"));
        }
        look();
        var refusal = catchThrowableOfType(StoreUnavailableException.class, () -> append(store));
        assertThat(refusal.code()).isEqualTo(ErrorCode.STORE_POISONED);
        assertThat(refusal).hasMessageContaining("lock file");
        assertThat(catchThrowable(store::close)).isInstanceOf(StoreUnavailableException.class);
        try (Store again = open()) {
            append(again);
        }
    }

    @Test // LOCK-05
    void lockFileThatIsLeftAlone_stopsNobody() {
        try (Store store = open()) {
            for (int i = 0; i < 5; i++) {
                append(store);
                look();
            }
            assertThat(store.health().poison()).isEmpty();
        }
    }
}
