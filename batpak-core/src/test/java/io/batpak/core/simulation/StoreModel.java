package io.batpak.core.simulation;

import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Durability;
import io.batpak.api.append.Expectation;
import io.batpak.api.error.AppendRejectedException.Stage;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.testkit.FakeClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store as a list in memory: what may be appended, what a key means, what is durable when. It is the documentation in
 * the form of a program, and shares no line with the store. Of the medium it knows one thing that it is told by receipts:
 * where a segment ends, because a rotation forces what lies before it.
 */
final class StoreModel {
    private static final Coordinate LIFECYCLE = new Coordinate("batpak:store", "batpak:lifecycle");

    /** What a store is told about limits. */
    record Limits(Durability durability, int payloadBytes, int batchCount, int batchBytes, int group) {}

    /** Something handed in, in order. */
    record Command(List<AppendRequest> items, boolean batch) {}

    private final Limits limits;
    private final ModelValidation validation;
    private final FakeClock clock;
    private final List<ModelEvent> events = new ArrayList<>();
    private final Map<String, ModelEvent> heads = new HashMap<>();
    private final Map<IdempotencyKey, ModelEvent> keys = new HashMap<>();
    private final List<ModelAnswer> group = new ArrayList<>();
    private final Set<IdempotencyKey> groupKeys = new HashSet<>();
    private boolean force;
    private long durable;
    private long segment = -1;
    private long pendingSince;
    private final List<ModelAnswer> held = new ArrayList<>();
    private long fence = -1;

    /** Makes one whose clock, which the store has too, moves only between calls. */
    StoreModel(Limits limits, FakeClock clock) {
        this.limits = limits;
        this.validation = new ModelValidation(limits);
        this.clock = clock;
    }

    static void same(String what, @Nullable Object expected, @Nullable Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError(what + ": the model says " + expected + ", the store " + actual);
        }
    }

    List<ModelEvent> events() {
        return events;
    }

    long size() {
        return events.size();
    }

    long durable() {
        return durable;
    }

    /** Returns the visible bound: no fence's events, and no hidden ones at the end. */
    long visible() {
        long bound = isFenced() ? fence : size();
        while (bound > 0 && events.get((int) bound - 1).isHidden()) {
            bound--;
        }
        return bound;
    }

    /** Returns true if an event can be read. */
    boolean shows(ModelEvent event) {
        return event.sequence < visible() && !event.isHidden();
    }

    boolean isFenced() {
        return fence >= 0;
    }

    /** Begins a visibility fence. */
    void beginFence() {
        fence = size();
    }

    /** Takes notice of where the durable point is, while receipts tell nothing: a rotation may have moved it. */
    void durableIs(long now, long before) {
        if (now != durable) {
            same("durable, after a rotation", before, now);
            durable = now;
            pendingSince = clock.monotonicNanos(); // what made room for itself by that is the oldest that is not
        }
    }

    /** Hands one in through the fence; returns the answer if it comes at once. */
    @Nullable
    ModelAnswer fenced(Command command) {
        ModelAnswer known = answer(command);
        if (known == null) {
            held.add(ModelAnswer.committed(append(command)));
            groupKeys.clear();
        } else if (known.isReplay() && known.events().stream().anyMatch(e -> e.sequence >= fence)) {
            held.add(known);
        } else {
            return known;
        }
        return null;
    }

    /** Commits the fence; returns the answers that waited for that. */
    List<ModelAnswer> commitFence() {
        held.forEach(ModelAnswer::forced);
        return endFence();
    }

    /** Ends the fence in any other way; all answers are that it was cancelled. */
    List<ModelAnswer> cancelFence() {
        events.stream().skip(fence).forEach(ModelEvent::hide);
        held.replaceAll(a -> ModelAnswer.refused(ErrorCode.VISIBILITY_FENCE_CANCELLED, Stage.ADMIT, -1));
        return endFence();
    }

    private List<ModelAnswer> endFence() {
        List<ModelAnswer> answers = List.copyOf(held);
        held.clear();
        fence = -1;
        durable = size();
        return answers;
    }

    /** Returns when the oldest event that is not durable was accepted, by the monotonic clock. */
    long pendingSince() {
        return pendingSince;
    }

    /** Returns the newest event of a chain, hidden or not. */
    @Nullable
    ModelEvent head(String entity, long lane) {
        return heads.get(entity + "|" + lane);
    }

    /** Returns the newest event of a chain that can be read. */
    @Nullable
    ModelEvent latest(String entity, long lane) {
        ModelEvent latest = head(entity, lane);
        while (latest != null && !shows(latest)) {
            latest = latest.previous();
        }
        return latest;
    }

    /** Takes notice of an event of the store itself, which is durable. */
    void adopt(EventKind kind, Event event) {
        AppendRequest request = AppendRequest.ofBytes(LIFECYCLE, kind, Bytes.empty());
        ModelEvent own = add(request, null);
        own.learn(event.id(), event.link(), null);
        own.requireIs(event);
        durable = size();
    }

    /** Notes that everything was forced. */
    void forced() {
        durable = size();
    }

    /** Says what is refused before the store looks at its own state; null if nothing is. */
    ModelAnswer.@Nullable Refusal refusal(Command command) {
        return validation.refusal(command);
    }

    /** Commits what was handed in one behind the other, and compares what the store said to each. */
    void commit(List<Command> commands, List<ModelAnswer.Given> given) {
        List<ModelAnswer> answers = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            if (limits.group > 0 && i % limits.group == 0) {
                flush();
            }
            ModelAnswer answer = weigh(commands.get(i), given.get(i));
            answers.add(answer);
            group.add(answer);
        }
        flush();
        for (int i = 0; i < answers.size(); i++) {
            answers.get(i).requireSame(given.get(i));
        }
    }

    private ModelAnswer weigh(Command command, ModelAnswer.Given given) {
        List<AppendRequest> items = command.items;
        if (items.stream().anyMatch(i -> groupKeys.contains(key(i)))) {
            flush(); // a key is known only once its event is written
        }
        boolean wantsDurable = items.stream()
                .anyMatch(i -> i.options().durability().orElse(limits.durability) == Durability.DURABLE);
        if (isFenced()) {
            return ModelAnswer.refused(ErrorCode.VISIBILITY_FENCE_ACTIVE, Stage.ADMIT, -1);
        }
        ModelAnswer known = answer(command);
        if (known != null) {
            force |= wantsDurable && !rests(known);
            return known;
        }
        takeNotice(given);
        force |= wantsDurable;
        return ModelAnswer.committed(append(command));
    }

    /** Returns the answer of a command that appends nothing; null if it does. */
    private @Nullable ModelAnswer answer(Command command) {
        ModelAnswer known = recognise(command);
        return known != null || isMet(command.items.getFirst()) ? known
                : ModelAnswer.refused(ErrorCode.EXPECTATION_FAILED, Stage.ADMIT, -1);
    }

    /** Returns true if what the answer rests on is forced already. */
    private boolean rests(ModelAnswer answer) {
        return answer.isReplay() ? answer.events().stream().allMatch(e -> e.sequence < durable) : durable >= size();
    }

    /** A receipt that names another segment tells of a rotation, which made durable what was there before. */
    private void takeNotice(ModelAnswer.Given given) {
        long at = given.receipts().isEmpty() ? segment : given.receipts().getFirst().position().segment();
        if (at != segment) {
            flush();
            segment = at;
            durable = size();
        }
    }

    private List<ModelEvent> append(Command command) {
        List<ModelEvent> added = new ArrayList<>();
        ModelEvent.ModelBatch batch = command.batch ? new ModelEvent.ModelBatch(added) : null;
        for (AppendRequest item : command.items) {
            ModelEvent event = add(item, batch);
            added.add(event);
            if (key(item) != null) {
                groupKeys.add(key(item));
                keys.put(key(item), event);
            }
        }
        return added;
    }

    private ModelEvent add(AppendRequest request, ModelEvent.@Nullable ModelBatch batch) {
        if (durable == size()) {
            pendingSince = clock.monotonicNanos();
        }
        String chain = request.coordinate().entity() + "|" + request.options().position().lane().number();
        ModelEvent event = new ModelEvent(size(), request, heads.get(chain), batch, clock.wallMicros());
        heads.put(chain, event);
        events.add(event);
        return event;
    }

    private void flush() {
        if (force) {
            group.forEach(ModelAnswer::forced);
            durable = size();
        }
        group.clear();
        groupKeys.clear();
        force = false;
    }

    private boolean isMet(AppendRequest request) {
        ModelEvent head = head(request.coordinate().entity(), request.options().position().lane().number());
        return switch (request.options().expectation()) {
            case Expectation.Any any -> true;
            case Expectation.Empty empty -> head == null;
            case Expectation.At at -> head != null && head.revision == at.revision();
        };
    }

    /** Says what the keys of a command mean; null if nobody knows them (J-13, J-34). */
    private @Nullable ModelAnswer recognise(Command command) {
        List<ModelEvent> known = command.items.stream().map(i -> keys.get(key(i))).filter(Objects::nonNull)
                .toList();
        if (known.isEmpty()) {
            return null;
        }
        if (known.size() < command.items.size()) {
            return ModelAnswer.refused(ErrorCode.IDEMPOTENCY_PARTIAL_BATCH, Stage.ADMIT, -1);
        }
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).isHidden()) { // J-10
                return ModelAnswer.refused(ErrorCode.VISIBILITY_FENCE_CANCELLED, Stage.ADMIT, command.batch ? i : -1);
            }
        }
        for (int i = 0; i < known.size(); i++) {
            if (!isSame(command.items.get(i), known.get(i))) {
                return conflict(command, i);
            }
        }
        return command.batch ? recogniseBatch(command, known) : ModelAnswer.replayed(known, durable);
    }

    private ModelAnswer recogniseBatch(Command command, List<ModelEvent> known) {
        ModelEvent.ModelBatch batch = known.getFirst().batch();
        for (int i = 0; i < known.size(); i++) {
            if (batch == null || known.get(i).batch() != batch || batch.items().indexOf(known.get(i)) != i) {
                return conflict(command, i);
            }
        }
        return batch.items().size() == known.size() ? ModelAnswer.replayed(known, durable)
                : conflict(command, known.size() - 1);
    }

    private static ModelAnswer conflict(Command command, int item) {
        return ModelAnswer.refused(ErrorCode.IDEMPOTENCY_CONFLICT, Stage.ADMIT, command.batch ? item : -1);
    }

    private static boolean isSame(AppendRequest request, ModelEvent original) {
        return request.coordinate().equals(original.coordinate()) && kind(request).equals(original.kind())
                && request.options().position().lane().equals(original.lane())
                && payload(request).equals(payload(original.request));
    }

    static @Nullable IdempotencyKey key(AppendRequest request) {
        return request.options().key().orElse(null);
    }

    static EventKind kind(AppendRequest request) {
        return ((AppendRequest.Content.Encoded) request.content()).kind();
    }

    static Bytes payload(AppendRequest request) {
        return ((AppendRequest.Content.Encoded) request.content()).bytes();
    }
}
