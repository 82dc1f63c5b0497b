package io.batpak.core.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.Durability;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.ProviderException;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.testkit.MemoryFileSystem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every setting at its boundaries, and before anything is made on disk (W-181, J-29, DESIGN D-29). */
class SettingsTest {
    private static final long GIB = 1L << 30;

    private final MemoryFileSystem files = new MemoryFileSystem();

    private static Arguments setting(
            String name, long least, long most, BiFunction<StoreConfig.Builder, Long, StoreConfig.Builder> set) {
        return Arguments.of(name, least, most, set);
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                setting("segmentMaxBytes", 64 << 10, 16 * GIB, StoreConfig.Builder::segmentMaxBytes),
                setting("payloadMaxBytes", 1, 64 << 20, (b, v) -> b.payloadMaxBytes(v.intValue())),
                setting("batchMaxCount", 1, 4_096, (b, v) -> b.batchMaxCount(v.intValue())),
                setting("batchMaxBytes", 1, GIB, (b, v) -> b.batchMaxBytes(v.intValue())),
                setting("groupLimit", 0, Integer.MAX_VALUE, (b, v) -> b.groupLimit(v.intValue())),
                setting("queueMaxCount", 1, 1_000_000, (b, v) -> b.queueMaxCount(v.intValue())),
                setting("queueMaxBytes", 1, 16 * GIB, StoreConfig.Builder::queueMaxBytes),
                setting("drainLimit", 0, Integer.MAX_VALUE, (b, v) -> b.drainLimit(v.intValue())),
                setting("writerStackBytes", 0, GIB, StoreConfig.Builder::writerStackBytes),
                setting("commitTimeout", 1, Long.MAX_VALUE, (b, v) -> b.commitTimeout(Duration.ofNanos(v))));
    }

    @ParameterizedTest(name = "{0}") // W-181, D-29
    @MethodSource("settings")
    void boundaries_areTaken_andTheirNeighboursRefused(
            String name, long least, long most, BiFunction<StoreConfig.Builder, Long, StoreConfig.Builder> set) {
        for (long value : new long[] {least, most}) {
            assertThat(set.apply(StoreConfig.builder(Opening.DIRECTORY), value).build()).isNotNull();
        }
        requireRefused(name, least - 1, set);
        if (most < Integer.MAX_VALUE || most > GIB && most < Long.MAX_VALUE && most != Integer.MAX_VALUE) {
            requireRefused(name, most + 1, set);
        }
    }

    private static void requireRefused(
            String name, long value, BiFunction<StoreConfig.Builder, Long, StoreConfig.Builder> set) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.apply(StoreConfig.builder(Opening.DIRECTORY), value))
                .withMessageContaining(name);
    }

    @ParameterizedTest // W-181
    @ValueSource(strings = {"", "Blake3", "a b", "123456789012345678901234567890123", "sha_256"})
    void namesOfAlgorithms_haveOneForm(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> StoreConfig.builder(Opening.DIRECTORY).hash(name));
        assertThatIllegalArgumentException().isThrownBy(() -> StoreConfig.builder(Opening.DIRECTORY).codec(name));
    }

    @Test // J-29, W-181
    void algorithmThatNobodyServes_isRefused_beforeAnythingIsMade() {
        for (StoreConfig config : List.of(Opening.config(files).hash("md5").build(),
                Opening.config(files).codec("words").build())) {
            assertThatThrownBy(() -> Store.open(config)).isInstanceOf(ProviderException.class);
            assertThat(files.snapshot()).isEmpty();
        }
    }

    @Test // J-29
    void modeThatDoesNotFit_isRefused_beforeAnythingIsMade() {
        StoreConfig existing = Opening.config(files).openMode(StoreConfig.OpenMode.EXISTING).build();
        assertThat(catchThrowableOfType(StoreUnavailableException.class, () -> Store.open(existing)).code())
                .isEqualTo(ErrorCode.STORE_MISSING);
        assertThat(files.snapshot()).isEmpty();
    }

    @Test // W-181, HS-18
    void settingThatContradictsTheRecord_isRefused_andChangesNothing() {
        Store.open(Opening.config(files).hash("sha-256").build()).close();
        Map<String, byte[]> before = files.snapshot(Opening.DIRECTORY);
        for (StoreConfig.Builder other : List.of(Opening.config(files).hash("blake3"),
                Opening.config(files).segmentMaxBytes(65_537), Opening.config(files).codec("words"))) {
            assertThat(catchThrowableOfType(StoreUnavailableException.class, () -> Store.open(other.build())).code())
                    .isEqualTo(ErrorCode.SETTINGS_CONFLICT);
            files.snapshot(Opening.DIRECTORY).forEach((name, bytes) -> assertThat(name.equals("lock")
                    || java.util.Arrays.equals(bytes, before.get(name))).as(name).isTrue());
        }
        Store.open(Opening.config(files).hash("sha-256").build()).close();
    }

    @Test // J-15, D-2, D-26
    void defaults_areDurableAndBlake3() {
        StoreConfig config = StoreConfig.builder(Opening.DIRECTORY).fileSystem(files).codec(StoreConfig.RAW).build();
        assertThat(config.durability()).isEqualTo(Durability.DURABLE);
        try (Store store = Store.open(config)) {
            assertThat(store.openReport().hash()).isEqualTo("blake3");
            assertThat(store.append(Opening.request("order:1", "p")).durable()).isTrue();
        }
    }

    @ParameterizedTest // HS-18, D-26
    @ValueSource(strings = {"blake3", "sha-256"})
    void chainsUnderEachHash_verify(String hash) {
        try (Store store = Store.open(Opening.config(files).hash(hash).build())) {
            Opening.fill(store);
            assertThat(store.verify().damages()).isEmpty();
            assertThat(store.verify().chains()).isEqualTo(5);
        }
        try (Store store = Store.open(Opening.config(files).hash(hash).build())) {
            assertThat(store.append(Opening.request("order:1", "p")).revision()).isPositive();
            assertThat(store.verify().damages()).isEmpty();
        }
    }
}
