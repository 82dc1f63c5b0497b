package io.batpak.core.append;

import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.BatpakException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.StoreClock;
import io.batpak.core.append.AppendCommand.Purpose;
import io.batpak.core.frontier.FrontierFile;
import io.batpak.core.frontier.Watermarks;
import io.batpak.core.index.EventIndex;
import io.batpak.core.meta.CatalogueEntry;
import io.batpak.core.segment.ActiveSegment;
import io.batpak.core.segment.LinkHash;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of the writer role: commits commands to the log. Whoever holds the role runs it (D-10): a caller, the writer
 * thread, a simulation.
 *
 * <p>Commands are weighed one by one and laid out as a group, which {@link CommitProtocol} makes durable and visible. One
 * that is refused leaves no trace in it. Commands are answered after the role is given back, by {@link WriterDriver}.
 */
public final class Writer {
    private static final int GROUP_BYTES = 4 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private final WriterRole role;
    private final WriterState state;
    private final EventIndex index;
    private final Watermarks watermarks;
    private final SegmentRoll roll;
    private final FrontierFile frontierFile;
    private final StoreClock clock;
    private final ForceMode forceMode;
    private final ChainLinks links;
    private final Admission admission;
    private final KeyRoom keyRoom;
    private final Replays replays;
    private final FenceGate fences;
    private final CommitGroup group;
    private final CommitProtocol commit;
    private final CommitSteps steps;

    public Writer(WriterSurroundings around) {
        role = around.role();
        state = around.state();
        index = around.index();
        watermarks = around.watermarks();
        roll = around.roll();
        frontierFile = around.frontierFile();
        clock = around.clock();
        forceMode = around.forceMode();
        LinkHash hash = new LinkHash(around.hash());
        links = new ChainLinks(around.lineage(), index, around.segments(), hash);
        admission = new Admission(index, links);
        keyRoom = new KeyRoom(around.keyRetention(), index);
        replays = new Replays(index, around.segments(), around.fences(), hash);
        fences = new FenceGate(around.fences());
        group = new CommitGroup(hash);
        steps = around.steps();
        commit = new CommitProtocol(around, group, fences);
    }

    /** Commits commands as one group, or as several where they do not fit into one. Gives each its answer. */
    void commit(List<AppendCommand> commands) {
        role.requireHeld();
        for (int i = 0; i < commands.size(); i++) { // no iterator for each append
            admit(commands.get(i));
        }
        commit.flush();
    }

    /** Forgets the group that is laid out, since committing it ended unexpectedly; returns what is uncertain now. */
    Doubt abandon(List<AppendCommand> commands) {
        role.requireHeld();
        ActiveSegment segment = roll.active();
        if (segment != null && group.used() > 0) {
            segment.retreatTo(group.endBefore(), group.framesBefore());
        }
        group.undo();
        group.clear();
        if (commit.doubt() == Doubt.NONE) {
            commands.stream().filter(command -> !command.isDecided()).forEach(this::hideUnrecorded);
        }
        return commit.doubt();
    }

    /** Starts again behind an uncertain end of the log (J-25): everything that is whole in it is kept, and can be seen. */
    void recover(TailRecovery tail) throws IOException {
        role.requireHeld();
        ActiveSegment segment = roll.active();
        if (segment != null) {
            Optional<CatalogueEntry> sealed = tail.recover(segment);
            if (sealed.isPresent()) {
                roll.retire(sealed.get());
            }
        }
        fences.recovered(index.count());
        watermarks.moveTo(index.count(), fences.visibility(index.count()), index.laneBounds());
        commit.settled();
    }

    private void admit(AppendCommand command) {
        RuntimeException refusal = state.refusal();
        if (refusal == null) {
            refusal = fences.refusal(command);
        }
        if (refusal != null) {
            command.fail(refusal);
            return;
        }
        try {
            switch (command.purpose()) {
                case APPEND -> weigh(command);
                case FORCE -> group.addForce(command);
                default -> turnFence(command);
            }
        } catch (AppendRejectedException e) {
            command.fail(e);
            // what it was weighed against may not be forced yet (D-2), or not even be written (4a)
            boolean needsForce = command.wantsDurable() && watermarks.durable() < index.count() + group.events().size();
            group.addAnswered(command, needsForce);
        } catch (BatpakException e) {
            command.fail(e);
        } catch (SegmentRoll.UncertainException e) {
            state.poison(String.valueOf(e.getMessage()), e);
            command.fail(CommitFailures.poisoned(e));
        } catch (IOException e) {
            command.fail(CommitFailures.undone("The log could not be continued", e));
        }
        hideUnrecorded(command);
    }

    private void weigh(AppendCommand command) throws IOException {
        if (group.overlaps(command)) {
            commit.flush();
        }
        if (command.isKeyed()) { // throughout, or not at all
            Optional<List<Receipt>> known = replays.recognise(command, watermarks.durable());
            if (known.isPresent()) {
                replay(command, known.get());
                return;
            }
            keyRoom.require(command, group.keys(), index.count() + group.events().size());
        }
        admission.requireExpectation(command);
        ActiveSegment segment = roomFor(command);
        admission.requireExpectation(command); // making room may have taken back what it rested on
        long now = clock.wallMicros();
        if (now < 0) {
            throw CommitFailures.refused(ErrorCode.INVALID_CLOCK,
                    "the clock shows " + now + " µs, a time before 1970; set it right");
        }
        admission.prepareChains(command);
        steps.reached(CommitSteps.Step.ADMITTED);
        group.lay(command, segment, index, now, links);
    }

    /** Begins or ends a visibility fence, in a group of its own: what came before it is settled first, one way or another. */
    private void turnFence(AppendCommand command) throws IOException {
        commit.flush();
        requireWriting();
        ActiveSegment segment = roomFor(command);
        long next = index.count();
        group.layFence(command, segment, fences.isOpen() ? fences.first() : next, next);
        commit.flush();
    }

    /** Ends a fence that was to be cancelled and is still open: only a commit shows it, so no record is needed (J-8). */
    private void hideUnrecorded(AppendCommand command) {
        if (command.purpose() == Purpose.CANCEL_FENCE && fences.isOf(command)) {
            LOG.warn("The end of a visibility fence was not recorded; its events stay hidden all the same"); // LOG-1
            fences.cancel(index.count());
            watermarks.hide(fences.visibility(index.count()));
            command.hidden();
        }
    }

    /** Lets go whoever waits for the end of a fence, since the writer writes no more (J-27). */
    void endFence(Throwable why) {
        role.requireHeld();
        if (fences.isOpen()) {
            fences.end(index.count(), command -> CommitFailures.writerFailed(command, why, true));
        }
    }

    FenceGate fences() {
        return fences;
    }

    private void replay(AppendCommand command, List<Receipt> receipts) {
        command.replay(receipts);
        if (fences.isOpen() && receipts.stream().anyMatch(r -> r.sequence() >= fences.first())) {
            fences.hold(command); // the same request again, through the same fence
            return;
        }
        boolean forced = receipts.stream().allMatch(Receipt::durable);
        group.addAnswered(command, command.wantsDurable() && !forced);
    }

    /** Returns the segment that the command's frames go to; writes the group out first if they do not fit beside it. */
    private ActiveSegment roomFor(AppendCommand command) throws IOException {
        long bytes = CommitGroup.bytes(command);
        int frames = CommitGroup.frames(command);
        if (group.used() > 0 && group.used() + bytes > GROUP_BYTES) {
            commit.flush();
        }
        ActiveSegment segment = roll.active();
        if (segment != null && segment.hasRoomFor(group.used() + bytes, frames)) {
            return segment;
        }
        commit.flush();
        requireWriting();
        segment = roll.active();
        if (segment == null || !segment.hasRoomFor(bytes, frames)) {
            segment = roll();
        }
        return segment;
    }

    private ActiveSegment roll() throws IOException {
        commit.doubt(Doubt.LOG);
        try {
            ActiveSegment next = roll.roll(index.count(), forceMode);
            commit.doubt(Doubt.NONE);
            watermarks.durable(index.count());
            return next;
        } catch (IOException e) {
            commit.doubt(Doubt.NONE); // what it did is undone, or it says that the writer must stop
            throw e;
        }
    }

    private void requireWriting() {
        RuntimeException refusal = state.refusal();
        if (refusal != null) {
            throw refusal;
        }
    }

    /** Returns how many groups were committed in this session. For any thread. */
    long commitCount() {
        return commit.commits();
    }

    /** Returns how many forces they took. For any thread. */
    long forceCount() {
        return commit.forces();
    }

    /** Ends the session at the end of the log, if nothing is uncertain: notes a clean close and forces that. */
    void noteCleanEnd() throws IOException {
        role.requireHeld();
        ActiveSegment segment = roll.active();
        if (segment != null && !state.isPoisoned()) {
            frontierFile.noteClean(segment.header().id(), segment.end(), index.count());
        }
    }
}
