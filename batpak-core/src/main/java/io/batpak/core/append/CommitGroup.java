package io.batpak.core.append;

import io.batpak.api.event.Hash;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.api.spi.HashProvider;
import io.batpak.core.append.AppendCommand.Purpose;
import io.batpak.core.index.Chain;
import io.batpak.core.index.EventIndex;
import io.batpak.core.segment.ActiveSegment;
import io.batpak.core.segment.FrameFormat;
import io.batpak.core.segment.FrameWriter;
import io.batpak.core.segment.LinkHash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one write and one force serve: frames laid out one behind the other, and the commands that are answered when they
 * are on disk. Everything in it can still be undone. Belongs to the holder of the writer role.
 */
final class CommitGroup {
    private static final int FIRST_SIZE = 64 << 10;
    private static final int KEEP_SIZE = 4 << 20;

    private final LinkHash hash;
    private final List<AppendCommand> committing = new ArrayList<>();
    private final List<AppendCommand> answered = new ArrayList<>();
    private final List<PreparedEvent> events = new ArrayList<>();
    private final List<Chain> touched = new ArrayList<>();
    private final Set<IdempotencyKey> keys = new HashSet<>();
    private byte[] buffer = new byte[FIRST_SIZE];
    private ByteBuffer view = ByteBuffer.wrap(buffer);
    private int used;
    private int framesBefore;
    private long endBefore;
    private boolean force;
    private @Nullable AppendCommand fence;

    CommitGroup(LinkHash hash) {
        this.hash = hash;
    }

    boolean isEmpty() {
        return committing.isEmpty() && answered.isEmpty();
    }

    /** Returns the bytes that are laid out. */
    ByteBuffer laidOut() {
        return view.clear().limit(used);
    }

    /** Returns how many bytes are laid out. */
    int used() {
        return used;
    }

    boolean wantsForce() {
        return force;
    }

    /** Returns how many frames the segment had before the group. */
    int framesBefore() {
        return framesBefore;
    }

    /** Returns where the segment ended before the group. */
    long endBefore() {
        return endBefore;
    }

    /** Returns the commands whose events are laid out, or that only wait for the force. */
    List<AppendCommand> committing() {
        return committing;
    }

    /** Returns how many commands it answers. */
    int requests() {
        return committing.size() + answered.size();
    }

    /** Returns the commands whose answer rests on the others being written. */
    List<AppendCommand> answered() {
        return answered;
    }

    List<PreparedEvent> events() {
        return events;
    }

    /** Returns how many keys are laid out. */
    int keys() {
        return keys.size();
    }

    /** Returns true if one of the command's keys belongs to an event that is only laid out yet. */
    boolean overlaps(AppendCommand command) {
        if (!keys.isEmpty()) {
            for (PreparedEvent event : command.events()) {
                if (event.key != null && keys.contains(event.key)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns how many bytes the command's frames take. */
    static long bytes(AppendCommand command) {
        if (command.purpose() != Purpose.APPEND) {
            return FrameFormat.FENCE_LENGTH;
        }
        long markers = command.batch() == null ? 0 : FrameFormat.BEGIN_LENGTH + FrameFormat.COMMIT_LENGTH;
        return command.bytes() + markers;
    }

    static int frames(AppendCommand command) {
        if (command.purpose() != Purpose.APPEND) {
            return 1;
        }
        return command.events().length + (command.batch() == null ? 0 : 2);
    }

    /** Adds a command that only waits: for a force, or for what its answer rests on. */
    void addAnswered(AppendCommand command, boolean needsForce) {
        answered.add(command);
        force |= needsForce;
    }

    void addForce(AppendCommand command) {
        committing.add(command);
        force = true;
    }

    /** Lays the command's events out. Their sequences, revisions and times are decided; nothing here can be refused. */
    void lay(AppendCommand command, ActiveSegment segment, EventIndex index, long time, ChainLinks links) {
        if (committing.isEmpty() || used == 0) {
            framesBefore = segment.frameCount();
            endBefore = segment.end();
        }
        reserve((int) bytes(command));
        long firstSequence = index.count() + events.size();
        UUID batch = command.batch();
        int count = command.events().length;
        if (batch != null) {
            advance(segment, FrameWriter.begin(buffer, used, segment.place(used), firstSequence, batch, count));
        }
        byte[] tails = command.tails();
        for (PreparedEvent event : command.events()) {
            layEvent(event, tails, segment, index, time, links);
        }
        if (batch != null) {
            byte[] digest = digest(command.events());
            advance(segment,
                    FrameWriter.commit(buffer, used, segment.place(used), firstSequence, batch, count, digest));
        }
        committing.add(command);
        force |= command.wantsDurable();
    }

    /** Lays out the frame of a command that begins or ends a visibility fence; it is alone in its group. */
    void layFence(AppendCommand command, ActiveSegment segment, long first, long next) {
        framesBefore = segment.frameCount();
        endBefore = segment.end();
        reserve(FrameFormat.FENCE_LENGTH);
        int type = switch (command.purpose()) {
            case BEGIN_FENCE -> FrameFormat.FENCE_BEGIN;
            case COMMIT_FENCE -> FrameFormat.FENCE_COMMIT;
            default -> FrameFormat.FENCE_CANCEL;
        };
        UUID token = Objects.requireNonNull(command.fence());
        advance(segment, FrameWriter.fence(buffer, used, segment.place(used), type, token, first, next));
        fence = command;
        committing.add(command);
        force |= command.wantsDurable();
    }

    /** Returns the command that begins or ends a visibility fence, if that is what the group is for. */
    @Nullable
    AppendCommand fence() {
        return fence;
    }

    private void layEvent(
            PreparedEvent event, byte[] tails, ActiveSegment segment, EventIndex index, long time, ChainLinks links) {
        Chain chain = Objects.requireNonNull(event.chain);
        byte[] previous = links.previousLink(chain);
        event.sequence = index.count() + events.size();
        event.revision = chain.revision() + 1;
        event.time = Math.max(Math.max(time, event.time), chain.revision() < 0 ? 0 : chain.time()); // W-010
        event.segment = segment.header().id();
        event.offset = segment.end() + used;
        hash.link(event, previous, tails, event.bodyAt(), event.link);
        advance(segment, FrameWriter.event(
                buffer, used, segment.place(used), event, previous, tails, event.tailAt, event.tailLength));
        if (chain.advance(event.revision, event.time, event.link)) {
            touched.add(chain);
        }
        events.add(event);
        if (event.key != null) {
            keys.add(event.key);
        }
    }

    private void advance(ActiveSegment segment, int length) {
        segment.note(buffer, used);
        used += length;
    }

    private byte[] digest(PreparedEvent[] members) {
        byte[] digest = new byte[Hash.LENGTH];
        HashProvider.Hasher hasher = hash.batch();
        for (PreparedEvent member : members) {
            hasher.update(member.link, 0, Hash.LENGTH);
        }
        hasher.digest(digest, 0);
        return digest;
    }

    private void reserve(int more) {
        if (buffer.length - used < more) {
            buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(used, more), buffer.length * 2));
            view = ByteBuffer.wrap(buffer);
        }
    }

    /** Makes chains and index what the laid-out events made of them: they are written. */
    void settle(EventIndex index) {
        for (Chain chain : touched) {
            chain.settle();
        }
        for (PreparedEvent event : events) {
            index.add(Objects.requireNonNull(event.chain), event.offset, event.id.high(), event.id.low());
            if (event.key != null) {
                index.addKey(event.key.high(), event.key.low(), event.sequence);
            }
        }
    }

    /** Forgets what the laid-out events did to their chains: they are not written. */
    void undo() {
        for (Chain chain : touched) {
            chain.undo();
        }
    }

    /** Begins anew. */
    void clear() {
        committing.clear();
        answered.clear();
        events.clear();
        touched.clear();
        keys.clear();
        used = 0;
        force = false;
        fence = null;
        if (buffer.length > KEEP_SIZE) {
            buffer = new byte[FIRST_SIZE];
            view = ByteBuffer.wrap(buffer);
        }
    }
}
