package io.batpak.core.append;

import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.AppendRejectedException.Stage;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.Rejection;
import io.batpak.api.event.Hash;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.core.frontier.FenceLedger;
import io.batpak.core.index.EventIndex;
import io.batpak.core.segment.EventFrame;
import io.batpak.core.segment.LinkHash;
import io.batpak.core.segment.SegmentView;
import io.batpak.core.segment.Segments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Recognises requests that were committed before, by their idempotency keys (J-13, J-34): the log is the authority, the
 * index only finds the event. Belongs to the holder of the writer role.
 */
final class Replays {
    private final EventIndex index;
    private final Segments segments;
    private final FenceLedger fences;
    private final LinkHash hash;

    Replays(EventIndex index, Segments segments, FenceLedger fences, LinkHash hash) {
        this.index = index;
        this.fences = fences;
        this.segments = segments;
        this.hash = hash;
    }

    /** Returns the original receipts if all keys of the command are known; nothing if none is. */
    Optional<List<Receipt>> recognise(AppendCommand command, long durableBelow) throws IOException {
        PreparedEvent[] events = command.events();
        long[] known = new long[events.length];
        int count = 0;
        for (int i = 0; i < events.length; i++) {
            known[i] = find(events[i]);
            count += known[i] >= 0 ? 1 : 0;
        }
        if (count == 0) {
            return Optional.empty();
        }
        if (count < events.length) {
            throw partial(count, events.length);
        }
        requireShown(command, known);
        List<Receipt> receipts = new ArrayList<>(events.length);
        for (int i = 0; i < events.length; i++) {
            receipts.add(replay(command, i, known[i], durableBelow));
        }
        if (command.batch() != null) {
            requireWholeBatch(command, known);
        }
        return Optional.of(receipts);
    }

    /** A key of an event that nobody can ever read is no success, and no new event either (J-10). */
    private void requireShown(AppendCommand command, long[] known) {
        for (int i = 0; i < known.length; i++) {
            if (fences.hides(known[i])) {
                Rejection rejection = new Rejection.Refused(
                        ErrorCode.VISIBILITY_FENCE_CANCELLED,
                        "idempotency key " + command.events()[i].key + " belongs to event " + known[i]
                                + ", which was appended through a visibility fence that was never committed;"
                                + " use a new key to append it again");
                throw refused(command, i, rejection);
            }
        }
    }

    private long find(PreparedEvent event) throws IOException {
        IdempotencyKey key = event.key;
        if (key == null) {
            return -1;
        }
        IOException[] failure = new IOException[1];
        long sequence = index.byKey(key.high(), key.low(), candidate -> {
            try {
                return key.equals(frame(candidate).options().key());
            } catch (IOException e) {
                failure[0] = e;
                return true;
            }
        });
        if (failure[0] != null) {
            throw failure[0];
        }
        return sequence;
    }

    private Receipt replay(AppendCommand command, int item, long sequence, long durableBelow) throws IOException {
        PreparedEvent wanted = command.events()[item];
        EventFrame original = frame(sequence);
        byte[] content = new byte[Hash.LENGTH];
        byte[] link = new byte[Hash.LENGTH];
        original.hashInto(hash, content, link);
        String difference = difference(wanted, original, content);
        if (difference != null) {
            throw conflict(command, item, difference);
        }
        SegmentView segment = segments.current().holding(sequence);
        return Receipt.replayOf(
                original, content, link, sequence < durableBelow, segment.header().id(), index.offset(sequence));
    }

    private static @org.jspecify.annotations.Nullable String difference(
            PreparedEvent wanted, EventFrame original, byte[] content) {
        if (!wanted.coordinate.entity().equals(original.entity())
                || !wanted.coordinate.scope().equals(original.scope())) {
            return "another coordinate";
        }
        if (wanted.lane != original.lane()) {
            return "another lane";
        }
        if (wanted.kind.code() != original.kind()) {
            return "another kind";
        }
        return Arrays.equals(content, wanted.content) ? null : "another payload";
    }

    /** A batch is replayed only as the batch that it was: the same items, all of them, in the same order (RD-48). */
    private void requireWholeBatch(AppendCommand command, long[] known) throws IOException {
        UUID batch = frame(known[0]).options().batch();
        for (int i = 0; i < known.length; i++) {
            var options = frame(known[i]).options();
            if (batch == null || !batch.equals(options.batch()) || options.batchIndex() != i) {
                throw conflict(command, i, "another place in another batch");
            }
        }
        long next = known[known.length - 1] + 1;
        if (next < index.count() && Objects.equals(batch, frame(next).options().batch())) {
            throw conflict(command, known.length - 1, "more items in its batch");
        }
    }

    private EventFrame frame(long sequence) throws IOException {
        return segments.current().holding(sequence).event(index.offset(sequence), sequence);
    }

    private static AppendRejectedException conflict(AppendCommand command, int item, String difference) {
        IdempotencyKey key = Objects.requireNonNull(command.events()[item].key);
        return refused(command, item, new Rejection.IdempotencyConflict(key, difference));
    }

    private static AppendRejectedException refused(AppendCommand command, int item, Rejection rejection) {
        return command.batch() == null
                ? new AppendRejectedException(rejection, Stage.ADMIT)
                : new AppendRejectedException(rejection, Stage.ADMIT, item);
    }

    private static AppendRejectedException partial(int known, int all) {
        return new AppendRejectedException(
                new Rejection.Refused(
                        ErrorCode.IDEMPOTENCY_PARTIAL_BATCH,
                        known + " of the batch's " + all
                                + " keys are known; hand in exactly the earlier batch, or only new keys"),
                Stage.ADMIT);
    }

    /** Returns what an expectation compares with. */
    static OptionalLong actual(long revision) {
        return revision < 0 ? OptionalLong.empty() : OptionalLong.of(revision);
    }
}
