package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batpak.api.Store;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.PayloadException;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.EventPayload;
import io.batpak.testkit.MemoryFileSystem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Typed payloads on every route: kind and version of their class, the caller's flags, the codec's bytes (D-14). */
class TypedPayloadTest {
    @EventPayload(category = 0x1, type = 0x234, version = 7)
    record Moved(String to) {}

    @EventPayload(category = 0x1, type = 0x235)
    record Stayed() {}

    /** Declares for the records that implement it. */
    @EventPayload(category = 0xf, type = 0, version = 65_535)
    sealed interface Turn {}

    record Left() implements Turn {}

    @EventPayload(category = 0x1, type = 1, version = 0)
    record VersionZero() {}

    @EventPayload(category = 0x1, type = 1, version = 65_536)
    record VersionTooHigh() {}

    record Undeclared() {}

    private final MemoryFileSystem files = new MemoryFileSystem();
    private final Store store = Store.open(Requests.config(files).codec("words").provider(new WordsCodec())
            .hash("sha-256").payloadMaxBytes(100).executor(new QuietHelper()).build());

    @AfterEach
    void close() {
        store.close();
    }

    private static AppendRequest typed(Object value) {
        return AppendRequest.of(Requests.ORDER, value).with(AppendOptions.builder().flags(0x89).build());
    }

    @ParameterizedTest // W-027, W-028, J-17, D-14
    @EnumSource
    void versionKindAndFlags_areStampedOnEveryRoute(Route route) {
        requireStamped(route, typed(new Moved("north")), new EventKind(0x1234), 7);
        requireStamped(route, typed(new Stayed()), new EventKind(0x1235), 1);
        requireStamped(route, typed(new Left()), new EventKind(0xf000), 65_535);
        AppendRequest untyped = AppendRequest.ofValue(Requests.ORDER, EventKind.DATA, "words")
                .with(AppendOptions.builder().flags(0x89).build());
        requireStamped(route, untyped, EventKind.DATA, 0);
    }

    private void requireStamped(Route route, AppendRequest request, EventKind kind, int version) {
        List<AppendReceipt> receipts = route.take(store,
                route.isBatch() ? List.of(request, request, request) : List.of(request));
        for (AppendReceipt receipt : receipts) {
            Event event = store.get(receipt.id()).orElseThrow();
            assertThat(event.kind()).isEqualTo(kind).isEqualTo(receipt.kind());
            assertThat(event.payloadVersion()).isEqualTo(version);
            assertThat(event.flags()).isEqualTo(0x89);
        }
    }

    @ParameterizedTest // W-027
    @EnumSource
    void versionOutsideItsRange_isRefusedFirst_andWritesNothing(Route route) {
        Map<String, Bytes> before = Requests.contents(files);
        for (Object bad : new Object[] {new VersionZero(), new VersionTooHigh(), new Undeclared()}) {
            assertThatThrownBy(() -> route.take(store, List.of(typed(bad))))
                    .isInstanceOf(PayloadException.class).hasMessageContaining(bad.getClass().getName());
        }
        assertThat(store.frontier().written()).isOne();
        assertThat(route.isFenced() || Requests.contents(files).equals(before)).isTrue();
    }

    @ParameterizedTest // CO-17
    @EnumSource
    void encodedLength_isWhatIsLimited(Route route) {
        String at = "x".repeat(100 - new Moved("").toString().length());
        assertThat(route.take(store, List.of(typed(new Moved(at))))).hasSize(1);
        var refusal = catchThrowableOfType(AppendRejectedException.class,
                () -> route.take(store, List.of(typed(new Moved(at + "x")))));
        assertThat(refusal.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    }

    @ParameterizedTest // CO-19, J-33
    @EnumSource
    void storedPayload_isWhatTheCodecWrote(Route route) {
        AppendReceipt receipt = route.take(store, List.of(typed(new Moved("west")))).getFirst();
        FrameBytes frame = FrameBytes.of(files.snapshot(Requests.DIRECTORY), receipt);
        byte[] encoded = new WordsCodec().encode(new Moved("west")).toArray();
        assertThat(frame.payload()).isEqualTo(encoded);
        assertThat(receipt.contentHash().toArray()).isEqualTo(frame.content());
        assertThat(store.get(receipt.id()).orElseThrow().payload().toArray()).isEqualTo(encoded);
        assertThat(store.get(receipt.id()).orElseThrow().payloadAs(String.class)).isEqualTo("Moved[to=west]");
    }

    @ParameterizedTest // W-032, J-2
    @EnumSource
    void bytesThatTheCodecRefuses_areNotWritten(Route route) {
        byte[] before = files.snapshot(Requests.DIRECTORY).get("000001.seg");
        assertThatThrownBy(() -> route.take(store, List.of(Requests.event("loud!"))))
                .isInstanceOf(PayloadException.class); // J-43
        byte[] after = files.snapshot(Requests.DIRECTORY).get("000001.seg");
        assertThat(route.isFenced() || Arrays.equals(after, before)).isTrue();
        assertThat(store.append(Requests.event("calm")).sequence()).isEqualTo(1);
    }
}
