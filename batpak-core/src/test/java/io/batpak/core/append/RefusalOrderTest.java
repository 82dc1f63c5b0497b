package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batpak.api.Store;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Causation;
import io.batpak.api.append.Expectation;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.testkit.MemoryFileSystem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which refusal is given where a request breaks several rules (W-047): it breaks all from one on, in their order. */
class RefusalOrderTest {
    private final Store store = Store.open(Requests.config(new MemoryFileSystem()).payloadMaxBytes(1_000)
            .batchMaxCount(3).batchMaxBytes(2_000).build());

    /** What a batch can break, in the order in which it is told. */
    enum BatchFault {
        COUNT(ErrorCode.LIMIT_EXCEEDED, "batchMaxCount"),
        ITEM(ErrorCode.RESERVED, "item 2"),
        BYTES(ErrorCode.LIMIT_EXCEEDED, "batchMaxBytes"),
        EXPECTATION(ErrorCode.OPTION_NOT_ALLOWED, "item 1"),
        KEYS(ErrorCode.IDEMPOTENCY_PARTIAL_BATCH, "1 of 3"),
        CAUSATION(ErrorCode.INVALID_CAUSATION, "item 0");

        final ErrorCode code;
        final String words;

        BatchFault(ErrorCode code, String words) {
            this.code = code;
            this.words = words;
        }
    }

    /** What any event can break, in the order in which it is told. */
    enum EventFault {
        ENTITY(ErrorCode.RESERVED, "batpak:mine"),
        KIND(ErrorCode.RESERVED, "0x0001"),
        SIZE(ErrorCode.LIMIT_EXCEEDED, "payloadMaxBytes"),
        CAUSATION(ErrorCode.INVALID_CAUSATION, "item");

        final ErrorCode code;
        final String words;

        EventFault(ErrorCode code, String words) {
            this.code = code;
            this.words = words;
        }
    }

    @AfterEach
    void close() {
        assertThat(store.frontier().written()).as("the open event alone").isEqualTo(1);
        store.close();
    }

    private static boolean breaks(Enum<?> fault, Enum<?> first) {
        return fault.ordinal() >= first.ordinal();
    }

    @ParameterizedTest // W-047
    @EnumSource
    void batch_thatBreaksSeveralRules_isToldTheFirst(BatchFault first) {
        int size = breaks(BatchFault.BYTES, first) ? 700 : 10;
        List<AppendRequest> batch = new ArrayList<>();
        for (int i = 0; i < (breaks(BatchFault.COUNT, first) ? 4 : 3); i++) {
            AppendOptions.Builder options = AppendOptions.builder();
            if (i == 0) {
                options.causation(Causation.earlierItem(1));
            }
            if (i == 1 && breaks(BatchFault.EXPECTATION, first)) {
                options.expect(Expectation.empty());
            }
            if (i == 2 && breaks(BatchFault.KEYS, first)) {
                options.key(Requests.key("k"));
            }
            boolean reserved = i == 2 && breaks(BatchFault.ITEM, first);
            batch.add(AppendRequest.ofBytes(Requests.ORDER, reserved ? new EventKind(0xd001) : EventKind.DATA,
                    Bytes.of(new byte[size])).with(options.build()));
        }
        for (Route route : List.of(Route.APPEND_BATCH, Route.SUBMIT_BATCH, Route.FENCE_BATCH)) {
            requireRefused(route, batch, first.code, first.words);
        }
    }

    @ParameterizedTest // W-047, J-18
    @EnumSource
    void event_thatBreaksSeveralRules_isToldTheFirst_onEveryRoute(EventFault first) {
        Coordinate where = breaks(EventFault.ENTITY, first) ? Coordinate.of("batpak:mine", "s") : Requests.ORDER;
        EventKind kind = breaks(EventFault.KIND, first) ? new EventKind(1) : EventKind.DATA;
        int size = breaks(EventFault.SIZE, first) ? 1_001 : 10;
        AppendRequest request = AppendRequest.ofBytes(where, kind, Bytes.of(new byte[size]))
                .with(AppendOptions.builder().causation(Causation.earlierItem(0)).build());
        for (Route route : Route.values()) {
            requireRefused(route, List.of(request), first.code, first.words);
        }
    }

    private void requireRefused(Route route, List<AppendRequest> requests, ErrorCode code, String words) {
        var refusal = catchThrowableOfType(AppendRejectedException.class, () -> route.take(store, requests));
        assertThat(refusal).as("%s", route).isNotNull().hasMessageContaining(words);
        assertThat(refusal.code()).as("%s", route).isEqualTo(code);
    }
}
