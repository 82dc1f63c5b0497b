package io.batpak.core.append;

import io.batpak.api.append.KeyRetention;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.BatpakException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.HashProvider;
import io.batpak.api.spi.StoreClock;
import io.batpak.core.frontier.FrontierFile;
import io.batpak.core.frontier.PublishListener;
import io.batpak.core.frontier.Watermarks;
import io.batpak.core.index.EventIndex;
import io.batpak.core.meta.CatalogueEntry;
import io.batpak.core.segment.ActiveSegment;
import io.batpak.core.segment.LinkHash;
import io.batpak.core.segment.Segments;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of the writer role: commits commands to the log. Whoever holds the role runs it (D-10): a caller, the writer
 * thread, a simulation.
 *
 * <p>A group goes through five steps, in this order, and each rests on the one before: the commands are weighed and laid
 * out; the bytes are written; they are forced, if somebody asked for that; the force is noted in the frontier file; the
 * events are indexed and published. A failure of the first step refuses one command; of the second removes the bytes
 * again, or poisons; of the third and fourth poisons; the fifth cannot fail. Commands are answered after the role is
 * given back, by {@link WriterDriver}.
 */
public final class Writer {
    /** What an unexpected failure leaves uncertain. */
    enum Doubt {
        /** Nothing: not a byte of the group is written, or it can be seen. */
        NONE,
        /** What lies behind the end of the log. */
        LOG,
        /** What the index says. */
        INDEX
    }

    private static final int GROUP_BYTES = 4 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private final WriterRole role;
    private final WriterState state;
    private final EventIndex index;
    private final Watermarks watermarks;
    private final PublishListener listener;
    private final SegmentRoll roll;
    private final FrontierFile frontierFile;
    private final StoreClock clock;
    private final ForceMode forceMode;
    private final ChainLinks links;
    private final Admission admission;
    private final KeyRoom keyRoom;
    private final Replays replays;
    private final CommitGroup group;
    private final CommitSteps steps;
    private final CommitWatch watch = CommitWatch.find();
    private final AtomicLong commits = new AtomicLong(); // one thread adds at a time
    private final AtomicLong forces = new AtomicLong();
    private Doubt doubt = Doubt.NONE;

    /** What a writer works with; the same for the whole session. */
    public record Surroundings(
            UUID lineage,
            WriterRole role,
            WriterState state,
            EventIndex index,
            Segments segments,
            Watermarks watermarks,
            PublishListener listener,
            SegmentRoll roll,
            FrontierFile frontierFile,
            StoreClock clock,
            HashProvider hash,
            ForceMode forceMode,
            KeyRetention keyRetention,
            CommitSteps steps) {}

    public Writer(Surroundings around) {
        role = around.role();
        state = around.state();
        index = around.index();
        watermarks = around.watermarks();
        listener = around.listener();
        roll = around.roll();
        frontierFile = around.frontierFile();
        clock = around.clock();
        forceMode = around.forceMode();
        LinkHash hash = new LinkHash(around.hash());
        links = new ChainLinks(around.lineage(), index, around.segments(), hash);
        admission = new Admission(index, links);
        keyRoom = new KeyRoom(around.keyRetention(), index);
        replays = new Replays(index, around.segments(), hash);
        group = new CommitGroup(hash);
        steps = around.steps();
    }

    /** Commits commands as one group, or as several where they do not fit into one. Gives each its answer. */
    void commit(List<AppendCommand> commands) {
        role.requireHeld();
        for (int i = 0; i < commands.size(); i++) { // no iterator for each append
            admit(commands.get(i));
        }
        flush();
    }

    /** Forgets the group that is laid out, since committing it ended unexpectedly; returns what is uncertain now. */
    Doubt abandon() {
        role.requireHeld();
        ActiveSegment segment = roll.active();
        if (segment != null && group.used() > 0) {
            segment.retreatTo(group.endBefore(), group.framesBefore());
        }
        group.undo();
        group.clear();
        return doubt;
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
        doubt = Doubt.NONE;
        watermarks.moveTo(index.count(), index.laneBounds());
        tellListener();
    }

    private void admit(AppendCommand command) {
        RuntimeException refusal = state.refusal();
        if (refusal != null) {
            command.fail(refusal);
            return;
        }
        try {
            if (command.isForce()) {
                group.addForce(command);
            } else {
                weigh(command);
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
    }

    private void weigh(AppendCommand command) throws IOException {
        if (group.overlaps(command)) {
            flush();
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

    private void replay(AppendCommand command, List<Receipt> receipts) {
        command.replay(receipts);
        boolean forced = receipts.stream().allMatch(Receipt::durable);
        group.addAnswered(command, command.wantsDurable() && !forced);
    }

    /** Returns the segment that the command's frames go to; writes the group out first if they do not fit beside it. */
    private ActiveSegment roomFor(AppendCommand command) throws IOException {
        long bytes = CommitGroup.bytes(command);
        int frames = CommitGroup.frames(command);
        if (group.used() > 0 && group.used() + bytes > GROUP_BYTES) {
            flush();
        }
        ActiveSegment segment = roll.active();
        if (segment != null && segment.hasRoomFor(group.used() + bytes, frames)) {
            return segment;
        }
        flush();
        requireWriting();
        segment = roll.active();
        if (segment == null || !segment.hasRoomFor(bytes, frames)) {
            segment = roll();
        }
        return segment;
    }

    private ActiveSegment roll() throws IOException {
        doubt = Doubt.LOG;
        try {
            ActiveSegment next = roll.roll(index.count(), forceMode);
            doubt = Doubt.NONE;
            watermarks.durable(index.count());
            return next;
        } catch (IOException e) {
            doubt = Doubt.NONE; // what it did is undone, or it says that the writer must stop
            throw e;
        }
    }

    private void requireWriting() {
        RuntimeException refusal = state.refusal();
        if (refusal != null) {
            throw refusal;
        }
    }

    /** Writes, forces, notes, publishes what is laid out. */
    private void flush() {
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
        boolean hasEvents = !group.events().isEmpty(); // else the group only forced
        group.clear();
        if (published && hasEvents) {
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
        ActiveSegment segment = java.util.Objects.requireNonNull(roll.active());
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
        watermarks.publish(group.events(), events, forced);
        for (AppendCommand command : group.committing()) {
            command.committed(forced);
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
    private void failAll(@org.jspecify.annotations.Nullable RuntimeException answer, IOException cause) {
        for (AppendCommand command : group.committing()) {
            command.fail(answer == null ? CommitFailures.unknown(command, cause) : answer);
        }
        for (AppendCommand command : group.answered()) {
            command.fail(answer == null ? CommitFailures.unknown(command, cause) : answer);
        }
    }

    /** Returns how many groups were committed in this session. For any thread. */
    long commitCount() {
        return commits.get();
    }

    /** Returns how many forces they took. For any thread. */
    long forceCount() {
        return forces.get();
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
