package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.batpak.api.Store;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Causation;
import io.batpak.api.append.Expectation;
import io.batpak.api.error.BatpakException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.HandlingClass;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.EventKind;
import io.batpak.testkit.FakeClock;
import io.batpak.testkit.FaultPlan;
import io.batpak.testkit.FaultyFileSystem;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.OperationKind;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Failures say what the caller does next, keep their causes, and hold no payload (W-182, DESIGN D-8). */
class ErrorTextsTest {
    private static final Bytes SECRET = Requests.bytes("a secret payload, long enough for nobody to meet it by chance");

    private final FaultPlan plan = new FaultPlan();
    private final FakeClock clock = new FakeClock();
    private final Store store = Store.open(Requests.config(new FaultyFileSystem(new MemoryFileSystem(), plan))
            .clock(clock).executor(new QuietHelper()).payloadMaxBytes(100).batchMaxCount(2).build());

    @Test // W-182, D-8
    void exceptions_areAClosedFamilyOfFinalLeaves_andEachCodeHasOneClass() {
        assertThat(BatpakException.class.getPermittedSubclasses())
                .allSatisfy(leaf -> assertThat(Modifier.isFinal(leaf.getModifiers())).as(leaf.getName()).isTrue());
        assertThat(ErrorCode.values()).allSatisfy(code -> assertThat(code.handlingClass()).isNotNull());
        Set<HandlingClass> used = EnumSet.noneOf(HandlingClass.class);
        Arrays.stream(ErrorCode.values()).forEach(code -> used.add(code.handlingClass()));
        assertThat(used).containsExactlyInAnyOrder(HandlingClass.values());
    }

    private static AppendRequest secret() {
        return AppendRequest.ofBytes(Requests.ORDER, EventKind.DATA, SECRET);
    }

    private static AppendRequest secret(AppendOptions.Builder options) {
        return secret().with(options.build());
    }

    @Test // W-182
    void texts_holdNoPayload_whateverFails() {
        AppendRequest keyed = secret(AppendOptions.builder().key(Requests.key("k")));
        store.append(keyed);
        List<Runnable> failures = List.of(
                () -> store.append(AppendRequest.ofBytes(Requests.ORDER, new EventKind(1), SECRET)),
                () -> store.append(secret(AppendOptions.builder().extension("a.b", SECRET))),
                () -> store.append(secret(AppendOptions.builder().expect(Expectation.at(9)))),
                () -> store.append(secret(AppendOptions.builder().key(Requests.key("k")).lane(
                        io.batpak.api.event.Lane.of(1)))),
                () -> store.append(secret(AppendOptions.builder().causation(Causation.earlierItem(0)))),
                () -> store.appendBatch(List.of(keyed, secret(AppendOptions.builder().key(Requests.key("new"))))),
                () -> store.appendBatch(List.of(secret(), secret(), secret())),
                () -> store.append(AppendRequest.ofValue(Requests.ORDER, EventKind.DATA, "a secret payload")),
                () -> {
                    clock.setWallMicros(-1);
                    store.append(secret());
                },
                () -> {
                    clock.setWallMicros(1);
                    plan.on(OperationKind.WRITE).fail();
                    store.append(secret());
                },
                () -> {
                    plan.on(OperationKind.FORCE).fail();
                    store.append(secret());
                },
                () -> store.append(secret()),
                store::close);
        for (Runnable failure : failures) {
            Throwable thrown = catchThrowable(failure::run);
            assertThat(thrown).as("failure %d", failures.indexOf(failure)).isInstanceOf(BatpakException.class);
            for (Throwable t = thrown; t != null; t = t.getCause()) {
                assertThat(t.toString()).doesNotContain("secret").doesNotContain(SECRET.toHex().substring(0, 20));
            }
        }
    }

    @Test // W-182
    void causes_areKept() {
        plan.on(OperationKind.WRITE).fail("the cable is loose");
        requireCause("the cable is loose");
        plan.on(OperationKind.FORCE).fail("the medium is gone");
        requireCause("the medium is gone");
        requireCause("the medium is gone"); // of the poison, told to all who come later
    }

    private void requireCause(String message) {
        assertThat(catchThrowable(() -> store.append(Requests.event("p")))).isInstanceOf(BatpakException.class)
                .hasMessageContaining(message).cause().isInstanceOf(IOException.class).hasMessage(message);
    }
}
