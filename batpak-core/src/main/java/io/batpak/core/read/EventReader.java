package io.batpak.core.read;

import io.batpak.api.error.CorruptionException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.StorageException;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventId;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Region;
import io.batpak.api.read.Page;
import io.batpak.api.read.PageRequest;
import io.batpak.api.read.PageRequest.Direction;
import io.batpak.core.frontier.Visibility;
import io.batpak.core.frontier.Watermarks;
import io.batpak.core.index.EventIndex;
import io.batpak.core.segment.EventFrame;
import io.batpak.core.segment.SegmentSet;
import io.batpak.core.segment.SegmentView;
import io.batpak.core.segment.Segments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads events: takes what is visible once, finds places in the index, reads and checks frames. */
public final class EventReader {
    private final EventIndex index;
    private final Segments segments;
    private final Watermarks watermarks;
    private final PayloadDecoder decoder;

    public EventReader(EventIndex index, Segments segments, Watermarks watermarks, PayloadDecoder decoder) {
        this.index = index;
        this.segments = segments;
        this.watermarks = watermarks;
        this.decoder = decoder;
    }

    public Optional<Event> get(EventId id) {
        Visibility visible = watermarks.visibility();
        long sequence = index.byId(
                id.high(), id.low(),
                s -> visible.shows(s) && frame(s).idHigh() == id.high() && frame(s).idLow() == id.low());
        if (sequence < 0 && index.lastSkipped() >= 0) {
            throw lost(segments.current(), index.lastSkipped()); // it may be the one
        }
        return sequence < 0 ? Optional.empty() : Optional.of(event(sequence));
    }

    public Optional<Event> at(long sequence) {
        return sequence < 0 || !watermarks.visibility().shows(sequence) ? Optional.empty()
                : Optional.of(event(sequence));
    }

    /** Returns the newest visible event of the chain: the head may be ahead of what is visible (RD-32). */
    public Optional<Event> latest(String entity, Lane lane) {
        Visibility visible = watermarks.visibility();
        long sequence = index.entity(entity)
                .flatMap(e -> e.chain(lane.number()))
                .map(c -> c.head())
                .orElse(-1L);
        while (sequence >= 0 && (!visible.shows(sequence) || frame(sequence).lane() != lane.number())) {
            sequence = index.previousOfEntity(sequence);
        }
        if (index.lastSkipped() > sequence) {
            throw lost(segments.current(), index.lastSkipped()); // it may be a newer one
        }
        return sequence < 0 ? Optional.empty() : Optional.of(event(sequence));
    }

    public Page page(Region region, PageRequest request) {
        boolean forwards = request.direction() == Direction.FORWARDS;
        Candidates candidates = Candidates.of(index, region, watermarks.visibility(), request.start(),
                request.direction());
        List<Event> events = new ArrayList<>();
        long last = -1;
        while (events.size() < request.limit()) {
            long sequence = candidates.next();
            if (sequence < 0) {
                return new Page(events, Optional.empty());
            }
            StoredEvent event = event(sequence);
            if (matches(region, event)) {
                events.add(event);
                last = sequence;
            }
        }
        return new Page(events, request.limit() == 0 ? Optional.of(request) : follow(request, forwards, last));
    }

    private static Optional<PageRequest> follow(PageRequest request, boolean forwards, long last) {
        if (forwards) {
            return Optional.of(PageRequest.from(last + 1, request.limit()));
        }
        return last == 0 ? Optional.empty() : Optional.of(PageRequest.before(last, request.limit()));
    }

    public Stream<Event> stream(Region region, long fromSequence) {
        Candidates candidates = Candidates.of(index, region, watermarks.visibility(), fromSequence, Direction.FORWARDS);
        return StreamSupport.stream(
                new Spliterators.AbstractSpliterator<Event>(
                        Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE) {
                    @Override
                    public boolean tryAdvance(Consumer<? super Event> action) {
                        for (long s = candidates.next(); s >= 0; s = candidates.next()) {
                            StoredEvent event = event(s);
                            if (matches(region, event)) {
                                action.accept(event);
                                return true;
                            }
                        }
                        return false;
                    }
                },
                false);
    }

    private static boolean matches(Region region, StoredEvent event) {
        return region.matches(event.coordinate(), event.kind(), event.lane());
    }

    /** Returns the event of a sequence that the caller saw to be visible. */
    StoredEvent event(long sequence) {
        return new StoredEvent(frame(sequence), decoder);
    }

    private EventFrame frame(long sequence) {
        SegmentSet set = segments.current();
        long offset = index.offset(sequence);
        if (offset == 0 || set.size() == 0) {
            throw lost(set, sequence);
        }
        SegmentView segment = set.holding(sequence);
        try {
            return segment.event(offset, sequence);
        } catch (IOException e) {
            throw new StorageException(
                    ErrorCode.STORAGE_FAILED,
                    "Event " + sequence + " could not be read from " + segment.header().fileName() + " at offset "
                            + offset
                            + " (" + e.getMessage() + "). Mend the medium, or reopen the store if it was closed.",
                    e,
                    false);
        }
    }

    /** The event's frame was damaged when the store was opened for reading; verify knows where exactly. */
    private static CorruptionException lost(SegmentSet set, long sequence) {
        if (set.size() == 0) {
            return new CorruptionException(
                    ErrorCode.SEGMENT_DAMAGED, "000001.seg", 0, sequence,
                    "No segment of the store can be read. Run verify.");
        }
        return set.holding(sequence).damaged(0, sequence);
    }
}
