package io.batpak.core.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Watermark;
import io.batpak.api.read.Frontier;
import io.batpak.api.read.LaneFrontier;
import io.batpak.core.segment.EventStamp;
import io.batpak.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What moves the six points, as a whole and lane by lane. The test plays the holder of the writer role. */
class WatermarksTest {
    private final FakeClock clock = new FakeClock();
    private final Watermarks watermarks = new Watermarks(0, Visibility.ofAll(0), new TreeMap<>(), clock);
    private long next;

    /** An event, as the writer stamps it. */
    private static final class Stamp extends EventStamp {
        Stamp(long lane, long sequence) {
            super(lane);
            this.sequence = sequence;
        }
    }

    private List<Stamp> group(long... lanes) {
        List<Stamp> group = new ArrayList<>();
        for (long lane : lanes) {
            group.add(new Stamp(lane, next++));
        }
        return group;
    }

    private void commitWritten(long... lanes) {
        List<Stamp> group = group(lanes);
        watermarks.accept(group);
        watermarks.publish(group, next, Visibility.ofAll(next), false);
    }

    private void commitDurable(long... lanes) {
        List<Stamp> group = group(lanes);
        watermarks.accept(group);
        watermarks.written(group);
        watermarks.publish(group, next, Visibility.ofAll(next), true);
    }

    private LaneFrontier lane(long number) {
        return watermarks.snapshot().lane(Lane.of(number));
    }

    // FRN-1: a fresh frontier lists lane 0 at the origin
    @Test
    void snapshot_ofNothing_isLaneZeroAtTheOrigin() {
        Frontier frontier = watermarks.snapshot();

        assertThat(frontier.lanes()).singleElement().satisfies(lane -> {
            assertThat(lane.lane()).isEqualTo(Lane.MAIN);
            assertThat(Watermark.values()).allMatch(mark -> lane.at(mark) == 0);
        });
        assertThat(Watermark.values()).allMatch(mark -> frontier.at(mark) == 0);
    }

    // the steps of a commit, in the words of WRITE 7.1; FRN-6: visible and emitted move together
    @Test
    void durableCommit_movesEachPointAtItsStep() {
        List<Stamp> group = group(0, 0);

        watermarks.accept(group);
        assertPoints(2, 0, 0, 0);
        watermarks.written(group);
        assertPoints(2, 2, 0, 0);
        watermarks.publish(group, 2, Visibility.ofAll(2), true);
        assertPoints(2, 2, 2, 2);
        assertThat(watermarks.snapshot().applied()).isZero();
    }

    private void assertPoints(long accepted, long written, long durable, long visible) {
        Frontier frontier = watermarks.snapshot();
        assertThat(frontier.accepted()).isEqualTo(accepted);
        assertThat(frontier.written()).isEqualTo(written);
        assertThat(frontier.durable()).isEqualTo(durable);
        assertThat(frontier.visible()).isEqualTo(visible);
        assertThat(frontier.emitted()).isEqualTo(visible);
        assertThat(frontier.visibleMinusDurable()).isEqualTo(visible - durable);
    }

    // FRN-1: a lane appears once one of its points moved, lanes are listed by number, unsigned
    @Test
    void lanes_appearWhenTheyMove_byNumber() {
        commitWritten(0);
        assertThat(watermarks.snapshot().lanes()).extracting(lane -> lane.lane().number()).containsExactly(0L);

        watermarks.accept(group(7, Lane.MAX));
        Frontier frontier = watermarks.snapshot();
        assertThat(frontier.lanes()).extracting(lane -> lane.lane().number()).containsExactly(0L, 7L, Lane.MAX);
        assertThat(frontier.lane(Lane.of(7)).accepted()).isEqualTo(2);
        assertThat(frontier.lane(Lane.of(7)).written()).isZero();
        assertThat(frontier.lane(Lane.of(8)).accepted()).isZero();
        assertThat(frontier.lane(Lane.MAIN).accepted()).isEqualTo(1);
    }

    // FRN-1: a store that never used lane 0 does not list it
    @Test
    void laneZero_neverUsed_isNotListed() {
        commitWritten(3);

        assertThat(watermarks.snapshot().lanes()).extracting(lane -> lane.lane().number()).containsExactly(3L);
    }

    // FRN-3, J-37: points of lanes go by the sequence too, and are those of the lane's newest event
    @Test
    void laneMarks_areThoseOfItsNewestEvent() {
        commitWritten(0, 1, 0, 2, 1);
        commitWritten(2);

        assertThat(lane(0).visible()).isEqualTo(3);
        assertThat(lane(1).visible()).isEqualTo(5);
        assertThat(lane(2).visible()).isEqualTo(6);
        assertThat(watermarks.snapshot().lanes()).allMatch(lane -> lane.accepted() == lane.visible()
                && lane.written() == lane.visible() && lane.emitted() == lane.visible());
    }

    // FRN-5: what the durable point covers is durable, and a lane with something beyond keeps its old point
    @Test
    void laneDurable_isWhatAForceCovered() {
        commitWritten(0, 1);
        watermarks.durable(2);
        commitWritten(1);
        assertThat(lane(0).durable()).isEqualTo(1);
        assertThat(lane(1).durable()).isEqualTo(2);
        assertThat(lane(1).written()).isEqualTo(3);

        commitWritten(1);
        assertThat(lane(1).durable()).as("two groups beyond").isEqualTo(2);
        commitWritten(0, 0);
        watermarks.durable(5);
        assertThat(lane(1).durable()).isEqualTo(4);
        assertThat(lane(0).durable()).as("one of its events is beyond").isEqualTo(1);
        commitDurable(1);
        assertThat(lane(0).durable()).isEqualTo(6);
        assertThat(lane(1).durable()).isEqualTo(7);
    }

    // J-6: durable never runs ahead of what is written
    @Test
    void durable_neverPassesWritten() {
        watermarks.accept(group(0, 0));
        watermarks.durable(2);

        assertPoints(2, 0, 0, 0);
    }

    // W-119, FRN-18: a publication outside its bounds moves nothing; both bounds themselves are allowed
    @Test
    void publish_outsideItsBounds_isRefused() {
        commitWritten(0, 0);
        List<Stamp> group = group(0);
        watermarks.accept(group);

        assertThatThrownBy(() -> watermarks.publish(group, 4, Visibility.ofAll(4), true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("publish", "requested 4", "visible 2", "accepted 3");
        assertThatThrownBy(() -> watermarks.publish(group, 1, Visibility.ofAll(1), true))
                .isInstanceOf(IllegalStateException.class);
        assertPoints(3, 2, 0, 2);
        watermarks.publish(List.of(), 2, Visibility.ofAll(2), false);
        assertPoints(3, 2, 0, 2);
        watermarks.publish(group, 3, Visibility.ofAll(3), false);
        assertPoints(3, 3, 0, 3);
    }

    // FRN-4, D-27: a write that was undone leaves accepted ahead; what is written next takes the same sequences
    @Test
    void undoneWrite_movesNothingBack() {
        commitDurable(0);
        watermarks.accept(group(0, 0, 0));
        watermarks.undo();
        assertPoints(4, 1, 1, 1);

        next = 1;
        commitDurable(0);
        assertPoints(4, 2, 2, 2);
    }

    // W-120, FRN-7
    @Test
    void pendingAge_countsFromTheFirstUndurableWrite() {
        commitDurable(0);
        assertThat(watermarks.snapshot().oldestPendingWriteAge()).isEmpty();
        clock.advance(Duration.ofSeconds(9));

        commitWritten(0);
        clock.advance(Duration.ofMillis(3).plusNanos(999_000));
        commitWritten(0);
        assertThat(watermarks.snapshot().oldestPendingWriteAge()).contains(Duration.ofMillis(3));
        clock.advance(Duration.ofNanos(1_000));
        assertThat(watermarks.snapshot().oldestPendingWriteAge()).contains(Duration.ofMillis(4));

        watermarks.durable(next);
        assertThat(watermarks.snapshot().oldestPendingWriteAge()).isEmpty();
        commitWritten(0);
        assertThat(watermarks.snapshot().oldestPendingWriteAge()).contains(Duration.ZERO);
    }

    // FRN-7: what was undone is not pending, what was written before it still is
    @Test
    void pendingAge_afterAnUndoneWrite_isThatOfWhatIsLeft() {
        commitDurable(0);
        watermarks.accept(group(0));
        assertThat(watermarks.snapshot().oldestPendingWriteAge()).contains(Duration.ZERO);
        watermarks.undo();
        assertThat(watermarks.snapshot().oldestPendingWriteAge()).isEmpty();

        next--;
        commitWritten(0);
        clock.advance(Duration.ofMillis(5));
        watermarks.accept(group(0));
        watermarks.undo();
        assertThat(watermarks.snapshot().oldestPendingWriteAge()).contains(Duration.ofMillis(5));
    }

    // FRN-10: from the end on durable stands still, and what readers see does not hang on it
    @Test
    void durable_afterTheEnd_standsStill() {
        commitDurable(0, 1);
        watermarks.end(() -> new StoreUnavailableException(ErrorCode.STORE_POISONED, "poisoned", null));
        commitDurable(0, 1);
        watermarks.durable(4);

        assertPoints(4, 4, 2, 4);
        assertThat(lane(1).durable()).isEqualTo(2);
    }

    // FRN-9: what was recovered is on the medium, lane by lane
    @Test
    void beginning_isWhatWasRecovered() {
        Watermarks recovered = new Watermarks(9, Visibility.ofAll(9), new TreeMap<>(Map.of(0L, 4L, 5L, 9L)), clock);
        Frontier frontier = recovered.snapshot();

        assertThat(Watermark.values()).allMatch(mark -> frontier.at(mark) == 9);
        assertThat(frontier.lanes()).extracting(LaneFrontier::durable).containsExactly(4L, 9L);
        assertThat(frontier.lanes()).extracting(LaneFrontier::visible).containsExactly(4L, 9L);
        assertThat(frontier.oldestPendingWriteAge()).isEmpty();
    }

    // FRN-3: of a lane, applied is what it shows and consumers have applied
    @Test
    void laneApplied_isWithinWhatTheLaneShows() {
        commitWritten(0, 1, 0, 1);
        watermarks.applied(3);

        assertThat(lane(0).applied()).isEqualTo(3);
        assertThat(lane(1).applied()).isEqualTo(3);
        watermarks.applied(4);
        assertThat(lane(0).applied()).isEqualTo(3);
        assertThat(lane(1).applied()).isEqualTo(4);
    }

    @Test
    void manyLanes_inAnyOrder_areAllKept() {
        for (int i = 0; i < 300; i++) {
            commitWritten(i * 7919L % 307);
        }
        List<LaneFrontier> lanes = watermarks.snapshot().lanes();
        assertThat(lanes).hasSize(300).extracting(lane -> lane.lane().number()).isSorted().doesNotHaveDuplicates();
        for (int i = 0; i < 300; i++) {
            assertThat(lane(i * 7919L % 307).visible()).isEqualTo(i + 1);
        }
    }
}
