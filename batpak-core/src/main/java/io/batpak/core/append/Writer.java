package io.batpak.core.append;

import io.batpak.api.append.Expectation;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.AppendRejectedException.Stage;
import io.batpak.api.error.BatpakException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.OutcomeUnknownException;
import io.batpak.api.error.Rejection;
import io.batpak.api.error.StorageException;
import io.batpak.api.event.Lane;
import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.HashProvider;
import io.batpak.api.spi.StoreClock;
import io.batpak.core.frontier.FrontierFile;
import io.batpak.core.frontier.Watermarks;
import io.batpak.core.index.Chain;
import io.batpak.core.index.EventIndex;
import io.batpak.core.segment.ActiveSegment;
import io.batpak.core.segment.LinkHash;
import io.batpak.core.segment.Segments;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
    private static final long MAX_REVISION = 0xffff_ffffL;
    private static final int GROUP_BYTES = 4 << 20;

    private final WriterRole role;
    private final WriterState state;
    private final EventIndex index;
    private final Watermarks watermarks;
    private final SegmentRoll roll;
    private final FrontierFile frontierFile;
    private final StoreClock clock;
    private final ForceMode forceMode;
    private final ChainLinks links;
    private final Replays replays;
    private final CommitGroup group;

    /** What a writer works with; the same for the whole session. */
    public record Surroundings(
            UUID lineage,
            WriterRole role,
            WriterState state,
            EventIndex index,
            Segments segments,
            Watermarks watermarks,
            SegmentRoll roll,
            FrontierFile frontierFile,
            StoreClock clock,
            HashProvider hash,
            ForceMode forceMode) {}

    public Writer(Surroundings around) {
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
        replays = new Replays(index, around.segments(), hash);
        group = new CommitGroup(hash);
    }

    /** Commits commands as one group, or as several where they do not fit into one. Gives each its answer. */
    void commit(List<AppendCommand> commands) {
        role.requireHeld();
        for (int i = 0; i < commands.size(); i++) { // no iterator for each append
            admit(commands.get(i));
        }
        flush();
    }

    /** Forgets the group that is laid out: committing it ended unexpectedly, and the writer is poisoned. */
    void abandon() {
        role.requireHeld();
        group.undo();
        group.clear();
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
            command.fail(poisoned(e));
        } catch (IOException e) {
            command.fail(undone("The log could not be continued", e));
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
        }
        requireExpectation(command);
        ActiveSegment segment = roomFor(command);
        requireExpectation(command); // making room may have taken back what it rested on
        long now = clock.wallMicros();
        if (now < 0) {
            throw refused(ErrorCode.INVALID_CLOCK, "the clock shows " + now + " µs, a time before 1970; set it right");
        }
        prepareChains(command);
        group.lay(command, segment, index, now, links);
    }

    private void replay(AppendCommand command, List<Receipt> receipts) {
        command.replay(receipts);
        boolean forced = receipts.stream().allMatch(Receipt::durable);
        group.addAnswered(command, command.wantsDurable() && !forced);
    }

    private void requireExpectation(AppendCommand command) {
        for (PreparedEvent event : command.events()) {
            if (event.expectation == Expectation.Any.ANY) {
                continue;
            }
            long revision = index.knownChain(event.coordinate.entity(), event.lane)
                    .map(Chain::revision)
                    .orElse(Chain.EMPTY);
            boolean met = switch (event.expectation) {
                case Expectation.Any any -> true;
                case Expectation.Empty empty -> revision == Chain.EMPTY;
                case Expectation.At at -> revision == at.revision();
            };
            if (!met) {
                String expected = event.expectation instanceof Expectation.At at ? "revision " + at.revision()
                        : "no event yet";
                throw new AppendRejectedException(
                        new Rejection.ExpectationFailed(
                                event.coordinate, Lane.of(event.lane), expected, Replays.actual(revision)),
                        Stage.ADMIT);
            }
        }
    }

    private void prepareChains(AppendCommand command) throws IOException {
        for (PreparedEvent event : command.events()) {
            Chain chain = event.chain == null ? index.chain(event.coordinate.entity(), event.lane) : event.chain;
            links.prepare(chain);
            event.chain = chain;
            if (chain.revision() + command.events().length > MAX_REVISION && revisionsRunOut(command, chain)) {
                throw refused(
                        ErrorCode.REVISION_EXHAUSTED,
                        "entity " + event.coordinate.entity() + " on lane " + event.lane
                                + " used its last revision; go on with another lane or entity");
            }
        }
    }

    private static boolean revisionsRunOut(AppendCommand command, Chain chain) {
        long more = 0;
        for (PreparedEvent event : command.events()) {
            more += event.lane == chain.lane() && event.coordinate.entity().equals(chain.entity().name()) ? 1 : 0;
        }
        return chain.revision() + more > MAX_REVISION;
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
            segment = roll.roll(index.count(), forceMode);
            watermarks.durable(index.count());
        }
        return segment;
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
        try {
            if (write()) {
                long events = index.count() + group.events().size();
                boolean forced = group.wantsForce();
                if (!forced || force(events)) {
                    publish(events, forced);
                }
            }
        } finally {
            group.clear();
        }
    }

    private boolean write() {
        if (group.used() == 0) {
            return true;
        }
        ActiveSegment segment = java.util.Objects.requireNonNull(roll.active());
        try {
            segment.write(group.laidOut());
            return true;
        } catch (IOException e) {
            failWrite(segment, e);
            return false;
        }
    }

    private void failWrite(ActiveSegment segment, IOException failure) {
        segment.forgetTo(group.framesBefore());
        group.undo();
        RuntimeException answer = undone("The events could not be written", failure);
        try {
            segment.rollBack(group.used()); // J-3
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
                segment.force(forceMode);
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
        group.settle(index);
        long durable = forced ? events : watermarks.durable();
        watermarks.publish(events, durable);
        for (AppendCommand command : group.committing()) {
            command.committed(forced);
        }
        for (AppendCommand command : group.answered()) {
            command.committed(forced);
        }
    }

    /** Answers everything in the group; with a null answer the outcome of each is unknown. */
    private void failAll(@org.jspecify.annotations.Nullable RuntimeException answer, IOException cause) {
        for (AppendCommand command : group.committing()) {
            command.fail(answer == null ? unknown(command, cause) : answer);
        }
        for (AppendCommand command : group.answered()) {
            command.fail(answer == null ? unknown(command, cause) : answer);
        }
    }

    private static OutcomeUnknownException unknown(AppendCommand command, IOException cause) {
        return new OutcomeUnknownException(
                "The events may or may not be committed: the medium failed while they were being written ("
                        + cause.getMessage()
                        + "). Reopen the store, then look their ids up or repeat the request with its keys.",
                cause,
                command.ids(),
                command.keys(),
                true);
    }

    private static StorageException undone(String what, IOException cause) {
        boolean full = OutOfSpace.caused(cause);
        return new StorageException(
                full ? ErrorCode.STORAGE_FULL : ErrorCode.STORAGE_FAILED,
                what + " (" + cause.getMessage() + "); nothing of the request was kept. "
                        + (full ? "Make space, then try again." : "Mend the medium, then try again."),
                cause,
                false);
    }

    private static StorageException poisoned(IOException cause) {
        return new StorageException(
                ErrorCode.STORAGE_FAILED,
                cause.getMessage() + ". Nothing of this request was kept; mend the medium and reopen the store.",
                cause,
                true);
    }

    private static AppendRejectedException refused(ErrorCode code, String why) {
        return new AppendRejectedException(new Rejection.Refused(code, why), Stage.ADMIT);
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
