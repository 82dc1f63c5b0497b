package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batpak.api.Store;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.AppendRejectedException.Stage;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.event.Bytes;
import io.batpak.testkit.MemoryFileSystem;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route against every limit (J-18): what is just at it is taken, what is one over is refused and leaves no trace. */
class LimitsTest {
    private static final int PAYLOAD_MAX = 1_000;
    private static final int COUNT_MAX = 3;
    private static final int BYTES_MAX = 2_000;

    /** Ten bytes: four of key, six of value. */
    private static final AppendOptions EXTENDED = AppendOptions.builder()
            .extension("a.bc", Requests.bytes("123456")).build();

    /** A limit, what is at it, and what is one over it. */
    enum Limit {
        PAYLOAD("payloadMaxBytes", true, List.of(Requests.sized(PAYLOAD_MAX)),
                List.of(Requests.sized(PAYLOAD_MAX + 1))),
        PAYLOAD_AND_EXTENSIONS("payloadMaxBytes", true, List.of(Requests.sized(PAYLOAD_MAX - 10).with(EXTENDED)),
                List.of(Requests.sized(PAYLOAD_MAX - 9).with(EXTENDED))),
        COUNT("batchMaxCount", false, Collections.nCopies(COUNT_MAX, Requests.event("p")),
                Collections.nCopies(COUNT_MAX + 1, Requests.event("p"))),
        BYTES("batchMaxBytes", false, List.of(Requests.sized(PAYLOAD_MAX), Requests.sized(PAYLOAD_MAX)),
                List.of(Requests.sized(PAYLOAD_MAX), Requests.sized(PAYLOAD_MAX), Requests.sized(1))),
        BYTES_AND_EXTENSIONS("batchMaxBytes", false,
                List.of(Requests.sized(PAYLOAD_MAX), Requests.sized(PAYLOAD_MAX - 10).with(EXTENDED)),
                List.of(Requests.sized(PAYLOAD_MAX), Requests.sized(PAYLOAD_MAX - 10).with(EXTENDED),
                        Requests.sized(1)));

        final String setting;
        final boolean ofEvents;
        final List<AppendRequest> atIt;
        final List<AppendRequest> overIt;

        Limit(String setting, boolean ofEvents, List<AppendRequest> atIt, List<AppendRequest> overIt) {
            this.setting = setting;
            this.ofEvents = ofEvents;
            this.atIt = atIt;
            this.overIt = overIt;
        }
    }

    static Stream<Arguments> routesAndLimits() {
        return Stream.of(Route.values()).flatMap(route -> Stream.of(Limit.values())
                .filter(limit -> limit.ofEvents || route.isBatch()).map(limit -> Arguments.of(route, limit)));
    }

    private final MemoryFileSystem files = new MemoryFileSystem();

    @ParameterizedTest // J-18, W-026, W-048
    @MethodSource("routesAndLimits")
    void limit_isInclusiveOnEveryRoute(Route route, Limit limit) {
        try (Store store = Store.open(Requests.config(files).executor(new QuietHelper()).payloadMaxBytes(PAYLOAD_MAX)
                .batchMaxCount(COUNT_MAX).batchMaxBytes(BYTES_MAX).build())) {
            assertThat(route.take(store, limit.atIt)).hasSize(limit.atIt.size());
            Map<String, Bytes> before = Requests.contents(files);
            long written = store.frontier().written();
            var refusal = catchThrowableOfType(AppendRejectedException.class, () -> route.take(store, limit.overIt));
            assertThat(refusal.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
            assertThat(refusal.stage()).isEqualTo(Stage.VALIDATE);
            assertThat(refusal).hasMessageContaining(limit.setting);
            assertThat(refusal.itemIndex().orElse(-1)).isEqualTo(limit.ofEvents && route.isBatch() ? 0 : -1);
            assertThat(store.frontier().written()).isEqualTo(written);
            assertThat(route.isFenced() || Requests.contents(files).equals(before)).isTrue();
        }
    }

    @ParameterizedTest // J-18
    @MethodSource("routesAndLimits")
    void limitsOfBatches_doNotBindSingles(Route route, Limit limit) {
        try (Store store = Store
                .open(Requests.config(files).payloadMaxBytes(PAYLOAD_MAX).batchMaxCount(1).batchMaxBytes(1).build())) {
            if (!route.isBatch()) {
                assertThat(route.take(store, limit.atIt)).hasSize(1);
            }
        }
    }

    @Test // J-18
    void defaults_takeAPayloadOfSixteenMebibytes_andNoMore() {
        try (Store store = Store.open(Requests.config(files).build())) {
            assertThat(store.append(Requests.sized(16 << 20)).revision()).isZero();
            assertThat(catchThrowableOfType(AppendRejectedException.class,
                    () -> store.append(Requests.sized((16 << 20) + 1))).code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
        }
    }

    @ParameterizedTest // J-14, J-18
    @EnumSource
    void keys_whereTheyAreRequired_areSoOnEveryRoute(Route route) {
        try (Store store = Store.open(Requests.config(files).keysRequired(true).build())) {
            var refusal = catchThrowableOfType(AppendRejectedException.class,
                    () -> route.take(store, List.of(Requests.event("no key"))));
            assertThat(refusal.code()).isEqualTo(ErrorCode.IDEMPOTENCY_REQUIRED);
            assertThat(store.frontier().written()).isOne();
            assertThat(route.take(store, List.of(Requests.keyed("key", "keyed")))).hasSize(1);
        }
        try (Store store = Store.open(Requests.config(files).build())) {
            assertThat(route.take(store, List.of(Requests.event("no key")))).hasSize(1); // whatever the group limit
        }
    }
}
