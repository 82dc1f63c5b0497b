package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.Lane;
import io.batpak.core.index.Chain;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The last revision of a chain, 2^32 - 1, is used once (W-034). A writer is put together by hand, over an index in which
 * the chain has come that far: four thousand million appends would take too long.
 */
class RevisionLimitTest {
    private static final long LAST = 0xffff_ffffL;

    private final BareWriter writer = new BareWriter();

    private void bringTo(String entity, long revision) {
        Chain chain = writer.index.chain(entity, 0);
        writer.index.restore(chain, revision, 0);
        chain.recomputed(new byte[32]);
    }

    private List<Long> append(AppendRequest... requests) {
        AppendCommand command = writer.append(null, requests);
        writer.commit(List.of(command));
        return command.receipts().stream().map(r -> r.revision()).toList();
    }

    private void requireExhausted(AppendRequest... requests) {
        long before = writer.index.count();
        var refusal = catchThrowableOfType(AppendRejectedException.class, () -> append(requests));
        assertThat(refusal.code()).isEqualTo(ErrorCode.REVISION_EXHAUSTED);
        assertThat(refusal).hasMessageContaining("order:1");
        assertThat(writer.index.count()).isEqualTo(before);
    }

    @Test // W-034
    void lastRevision_isUsedOnce_andOtherChainsGoOn() {
        AppendRequest event = Requests.event("p");
        bringTo("order:1", LAST - 2);
        assertThat(append(event)).containsExactly(LAST - 1);
        requireExhausted(event, event);
        assertThat(append(event)).containsExactly(LAST);
        requireExhausted(event);
        requireExhausted(event, Requests.event(Coordinate.of("order:2", "shop"), "p"));
        assertThat(append(event.with(AppendOptions.builder().lane(Lane.of(1)).build()))).containsExactly(0L);
        assertThat(append(Requests.event(Coordinate.of("order:2", "shop"), "p"))).containsExactly(0L);
    }

    @Test // W-034
    void batch_thatEndsWithTheLastRevision_isTaken() {
        AppendRequest event = Requests.event("p");
        AppendRequest other = Requests.event(Coordinate.of("order:2", "shop"), "p");
        bringTo("order:1", LAST - 2);
        assertThat(append(other, event, other, event, other)).containsExactly(0L, LAST - 1, 1L, LAST, 2L);
        requireExhausted(other, event);
    }
}
