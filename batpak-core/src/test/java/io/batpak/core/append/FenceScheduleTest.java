package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.ErrorCode;
import io.batpak.core.append.AppendCommand.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A producer of a visibility fence and one that knows nothing of it: all interleavings of what the two hand in, and for
 * each all ways in which the writer can take it in groups (W-138, J-9, RD-10). What is fenced is never seen before the
 * commit, and no commit fails.
 */
class FenceScheduleTest {
    private static final UUID TOKEN = new UUID(7, 7);
    private static final int OUTSIDE = 3;

    private int schedules;

    /** One command and whose it is. */
    private record Turn(AppendCommand command, boolean fenced) {}

    @ParameterizedTest // W-138, W-090, J-9, J-7
    @EnumSource(names = {"COMMIT_FENCE", "CANCEL_FENCE"})
    void noSchedule_showsAFencedEventBeforeItsCommit_orMakesTheEndFail(Purpose end) {
        interleave(new ArrayList<>(), 0, 0, end);
        assertThat(schedules).isEqualTo(35 * 64); // interleavings, and ways to cut each into groups
    }

    /** Chooses who is next until both have handed in all, then runs that; true stands for the fence's producer. */
    private void interleave(List<Boolean> chosen, int fenced, int outside, Purpose end) {
        if (fenced == 4 && outside == OUTSIDE) {
            for (int groups = 0; groups < 1 << 6; groups++) {
                run(chosen, groups, end);
                schedules++;
            }
            return;
        }
        if (fenced < 4) {
            chosen.add(true);
            interleave(chosen, fenced + 1, outside, end);
            chosen.removeLast();
        }
        if (outside < OUTSIDE) {
            chosen.add(false);
            interleave(chosen, fenced, outside + 1, end);
            chosen.removeLast();
        }
    }

    private void run(List<Boolean> chosen, int groups, Purpose end) {
        BareWriter writer = new BareWriter();
        List<AppendCommand> producer = List.of(
                writer.fence(Purpose.BEGIN_FENCE, TOKEN),
                writer.append(TOKEN, Requests.event("fenced")),
                writer.append(TOKEN, Requests.event("fenced"), Requests.event("fenced too")),
                writer.fence(end, TOKEN));
        List<Turn> turns = new ArrayList<>();
        int fenced = 0;
        for (boolean isFenced : chosen) {
            turns.add(isFenced ? new Turn(producer.get(fenced++), true)
                    : new Turn(writer.append(null, Requests.event("outside")), false));
        }
        List<AppendCommand> group = new ArrayList<>();
        long before = 0;
        int ended = 0;
        for (int i = 0; i < turns.size(); i++) {
            group.add(turns.get(i).command);
            if (i == turns.size() - 1 || (groups >> i & 1) == 1) {
                writer.commit(group);
                group.clear();
                ended = i + 1;
                before = requireSeen(writer, turns.subList(0, ended), producer, before);
            }
        }
        boolean committed = end == Purpose.COMMIT_FENCE;
        assertThat(producer.getLast().receipts()).isEmpty(); // it did not fail
        assertThat(writer.answers).hasValue(turns.size()); // W-090
        for (AppendCommand append : producer.subList(1, 3)) {
            assertThat(outcome(append)).isEqualTo(committed ? null : ErrorCode.VISIBILITY_FENCE_CANCELLED);
        }
    }

    /** Checks what can be seen after a group; returns the visible point. */
    private static long requireSeen(
            BareWriter writer, List<Turn> done, List<AppendCommand> producer, long before) {
        boolean begun = done.stream().anyMatch(turn -> turn.command == producer.getFirst());
        boolean ended = done.stream().anyMatch(turn -> turn.command == producer.getLast());
        var visible = writer.watermarks.visibility();
        assertThat(visible.bound()).isGreaterThanOrEqualTo(before);
        boolean open = false;
        for (Turn turn : done) {
            open |= turn.command == producer.getFirst();
            open &= turn.command != producer.getLast();
            if (!turn.fenced) {
                assertThat(outcome(turn.command)).isEqualTo(open ? ErrorCode.VISIBILITY_FENCE_ACTIVE : null);
                assertThat(open || visible.shows(turn.command.receipt().sequence())).isTrue();
            }
        }
        if (begun && ended) {
            boolean committed = producer.getLast().purpose() == Purpose.COMMIT_FENCE;
            for (AppendCommand append : producer.subList(1, 3)) {
                for (PreparedEvent event : append.events()) {
                    assertThat(visible.shows(event.sequence)).isEqualTo(committed);
                }
            }
        } else {
            for (AppendCommand append : producer.subList(1, 3)) {
                boolean written = done.stream().anyMatch(turn -> turn.command == append);
                assertThat(written && visible.shows(append.events()[0].sequence)).isFalse();
                assertThat(append.isHeld()).isEqualTo(written);
            }
        }
        return visible.bound();
    }

    private static ErrorCode outcome(AppendCommand command) {
        try {
            command.receipts();
            return null;
        } catch (AppendRejectedException e) {
            return e.code();
        }
    }
}
