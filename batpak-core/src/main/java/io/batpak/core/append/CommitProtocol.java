package io.batpak.core.append;

import io.batpak.api.spi.ForceMode;
import io.batpak.core.append.AppendCommand.Purpose;
import io.batpak.core.frontier.FrontierFile;
import io.batpak.core.frontier.PublishListener;
import io.batpak.core.frontier.Watermarks;
import io.batpak.core.index.EventIndex;
import io.batpak.core.segment.ActiveSegment;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a group that is laid out: it is written; forced, if somebody asked for that; the force is noted in the
 * frontier file; the events are indexed and published. Each step rests on the one before. A failure of the first removes
 * the bytes again, or poisons; of the second and third poisons; the last cannot fail. Belongs to the holder of the writer
 * role.
 */
final class CommitProtocol {
    private static final Logger LOG = LoggerFactory.getLogger(CommitProtocol.class);

    private final WriterState state;
    private final EventIndex index;
    private final Watermarks watermarks;
    private final PublishListener listener;
    private final SegmentRoll roll;
    private final FrontierFile frontierFile;
    private final ForceMode forceMode;
    private final CommitGroup group;
    private final FenceGate fences;
    private final CommitSteps steps;
    private final CommitWatch watch = CommitWatch.find();
    private final AtomicLong commits = new AtomicLong(); // one thread adds at a time
    private final AtomicLong forces = new AtomicLong();
    private Doubt doubt = Doubt.NONE;

    CommitProtocol(WriterSurroundings around, CommitGroup group, FenceGate fences) {
        state = around.state();
        index = around.index();
        watermarks = around.watermarks();
        listener = around.listener();
        roll = around.roll();
        frontierFile = around.frontierFile();
        forceMode = around.forceMode();
        steps = around.steps();
        this.group = group;
        this.fences = fences;
    }

    /** Returns what an unexpected failure would leave uncertain now. */
    Doubt doubt() {
        return doubt;
    }

    /** Notes what an unexpected failure leaves uncertain from now on. */
    void doubt(Doubt now) {
        doubt = now;
    }

    /** Goes on behind an end of the log that is certain again. */
    void settled() {
        doubt = Doubt.NONE;
        tellListener();
    }

    /** Returns how many groups were committed in this session. For any thread. */
    long commits() {
        return commits.get();
    }

    /** Returns how many forces they took. For any thread. */
    long forces() {
        return forces.get();
    }

    /** Writes, forces, notes, publishes what is laid out. */
    void flush() {
        if (group.isEmpty()) {
            return;
        }
        steps.reached(CommitSteps.Step.LAID_OUT);
        watermarks.accept(group.events());
        watch.commitBegins();
        boolean published = false;
        if (write()) {
            long events = index.count() + group.events().size();
            boolean forced = group.wantsForce();
            if (forced) {
                watermarks.written(group.events());
            }
            if (!forced || force(events)) { // J-6: of what is written before the force begins
                publish(events, forced);
                published = true;
            }
        }
        doubt = Doubt.NONE; // what failed is undone, or the writer is poisoned
        if (published) {
            watch.commitEnds(group.requests(), group.events().size(), group.used(), group.wantsForce());
        }
        boolean shows = !group.events().isEmpty() || group.fence() != null; // else the group only forced
        group.clear();
        if (published && shows) {
            tellListener();
        }
        if (published) {
            commits.lazySet(commits.getPlain() + 1);
            steps.reached(CommitSteps.Step.PUBLISHED);
        }
    }

    private boolean write() {
        if (group.used() == 0) {
            return true;
        }
        ActiveSegment segment = Objects.requireNonNull(roll.active());
        doubt = Doubt.LOG;
        try {
            segment.write(group.laidOut());
            steps.reached(CommitSteps.Step.WRITTEN);
            return true;
        } catch (IOException e) {
            failWrite(segment, e);
            return false;
        }
    }

    private void failWrite(ActiveSegment segment, IOException failure) {
        segment.forgetTo(group.framesBefore());
        group.undo();
        RuntimeException answer = CommitFailures.undone("The events could not be written", failure);
        try {
            segment.rollBack(group.used()); // J-3
            watermarks.undo();
        } catch (IOException e) {
            failure.addSuppressed(e);
            state.poison("a failed write could not be undone", failure);
            answer = null;
        }
        failAll(answer, failure);
    }

    private boolean force(long events) {
        ActiveSegment segment = roll.active();
        try {
            if (segment != null && segment.forced() != segment.end()) {
                doubt = Doubt.LOG;
                long bytes = segment.end() - segment.forced();
                watch.forceBegins();
                segment.force(forceMode);
                watch.forceEnds(bytes);
                forces.lazySet(forces.getPlain() + 1);
                steps.reached(CommitSteps.Step.FORCED);
                frontierFile.note(segment.header().id(), segment.end(), events);
            }
            return true;
        } catch (IOException e) {
            state.poison("a force failed", e);
            group.undo();
            failAll(null, e);
            return false;
        }
    }

    private void publish(long events, boolean forced) {
        steps.reached(CommitSteps.Step.NOTED);
        doubt = Doubt.INDEX;
        group.settle(index);
        if (group.fence() != null) {
            fences.settle(group.fence(), events);
        }
        watermarks.publish(group.events(), events, fences.visibility(events), forced);
        for (AppendCommand command : group.committing()) {
            if (fences.covers(command)) {
                fences.hold(command);
            } else {
                command.committed(forced);
            }
        }
        for (AppendCommand command : group.answered()) {
            command.committed(forced);
        }
    }

    private void tellListener() {
        try {
            listener.published();
        } catch (RuntimeException e) {
            LOG.warn("A listener failed; what it was told about is committed all the same", e); // LOG-1, W-100
        }
    }

    /** Answers everything in the group; with a null answer the outcome of each is unknown. */
    private void failAll(@Nullable RuntimeException answer, IOException cause) {
        AppendCommand fence = group.fence();
        if (answer == null && fence != null && fence.purpose() == Purpose.COMMIT_FENCE) {
            fences.lose(index.count(), command -> CommitFailures.unknown(command, cause));
        }
        for (AppendCommand command : group.committing()) {
            fail(command, answer, cause);
        }
        for (AppendCommand command : group.answered()) {
            fail(command, answer, cause);
        }
    }

    private void fail(AppendCommand command, @Nullable RuntimeException answer, IOException cause) {
        if (answer == null && fences.covers(command)) {
            fences.hold(command); // written or not, it is never visible
        } else {
            command.fail(answer == null ? CommitFailures.unknown(command, cause) : answer);
        }
    }
}
