package io.batpak.core.simulation;

import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Causation;
import io.batpak.api.append.Durability;
import io.batpak.api.append.Expectation;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.CorrelationId;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.api.event.Lane;
import io.batpak.api.event.PositionHint;
import io.batpak.api.event.Region;
import io.batpak.core.simulation.StoreModel.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws requests and regions: few names, so that they meet; every option; mistakes now and then. */
final class ModelRequests {
    private static final List<String> ENTITIES = List.of("order", "order:1", "order:1:line", "order:2", "orders",
            "ledger", "ü:☕");
    private static final List<String> SCOPES = List.of("shop", "books");
    private static final int REMEMBERED = 300;

    private final SplittableRandom chance;
    private final StoreModel model;
    private final List<Command> keyed = new ArrayList<>();
    private long nextKey = 1;

    ModelRequests(SplittableRandom chance, StoreModel model) {
        this.chance = chance;
        this.model = model;
    }

    /** Draws a single append or a batch, fresh or a repetition of an earlier one. */
    Command command() {
        if (!keyed.isEmpty() && chance.nextInt(6) == 0) {
            return repetition(keyed.get(chance.nextBoolean() ? keyed.size() - 1 : chance.nextInt(keyed.size())));
        }
        boolean batch = chance.nextInt(4) == 0;
        boolean withKeys = chance.nextInt(4) == 0;
        int count = batch ? 1 + chance.nextInt(6) : 1;
        List<AppendRequest> items = IntStream.range(0, count).mapToObj(i -> request(batch, i, withKeys)).toList();
        Command command = new Command(items, batch);
        if (withKeys) {
            remember(command);
        }
        return command;
    }

    private void remember(Command command) {
        if (keyed.size() == REMEMBERED) {
            keyed.remove(chance.nextInt(REMEMBERED));
        }
        keyed.add(command);
    }

    /** The same again, or with a difference that counts, or with one that does not. */
    private Command repetition(Command earlier) {
        List<AppendRequest> items = new ArrayList<>(earlier.items());
        AppendRequest first = items.getFirst();
        switch (chance.nextInt(10)) {
            case 0 -> items.set(0, AppendRequest.ofBytes(first.coordinate(), kind(), payload()).with(first.options()));
            case 1 -> items.set(0, ((AppendRequest.Content.Encoded) first.content()).kind().equals(EventKind.DATA)
                    ? AppendRequest.ofBytes(coordinate(), EventKind.DATA, payload()).with(first.options())
                    : first);
            case 2 -> items.add(request(true, items.size(), true));
            case 3 -> items.removeLast();
            case 4 -> items.add(items.removeFirst());
            case 5 -> items.set(0, first.with(first.options().toBuilder().lane(lane()).build()));
            case 6 -> items.set(0, first.with(first.options().toBuilder().flags(7).tag("again")
                    .expect(earlier.batch() ? Expectation.any() : Expectation.at(77)).build()));
            default -> items.replaceAll(
                    item -> item.with(item.options().toBuilder().durability(durability()).build()));
        }
        boolean batch = items.size() != 1 || (chance.nextInt(8) == 0) != earlier.batch();
        return new Command(items.isEmpty() ? earlier.items() : items, items.isEmpty() ? earlier.batch() : batch);
    }

    private AppendRequest request(boolean batch, int item, boolean withKeys) {
        Coordinate coordinate = chance.nextInt(100) == 0 ? new Coordinate("batpak:mine", "shop") : coordinate();
        AppendRequest request = AppendRequest.ofBytes(coordinate, kind(), payload());
        return request.with(options(batch, item, withKeys, request));
    }

    private AppendOptions options(boolean batch, int item, boolean withKeys, AppendRequest request) {
        AppendOptions.Builder options = AppendOptions.builder();
        if (withKeys != (chance.nextInt(60) == 0)) {
            options.key(new IdempotencyKey(7, chance.nextInt(60) == 0 ? Math.max(1, nextKey - 1) : nextKey++));
        }
        if (chance.nextBoolean()) {
            options.durability(durability());
        }
        if (chance.nextInt(3) == 0) {
            options.position(new PositionHint(lane(), chance.nextInt(4)));
        }
        addDetails(options);
        if (chance.nextInt(batch ? 100 : 5) == 0) {
            options.expect(expectation(request, options.build()));
        }
        if (chance.nextInt(batch ? 4 : 60) == 0) {
            options.causation(Causation.earlierItem(chance.nextInt(20) == 0 ? item : chance.nextInt(item + 1) / 2));
        }
        return options.build();
    }

    private void addDetails(AppendOptions.Builder options) {
        if (chance.nextInt(3) == 0) {
            options.tag("t" + chance.nextInt(5)).tag("ä" + chance.nextInt(5)).flags(chance.nextInt(256));
        }
        if (chance.nextInt(5) == 0) {
            options.extension("test.a" + chance.nextInt(3), payload());
        }
        if (chance.nextInt(4) == 0) {
            options.correlation(new CorrelationId(5, 1 + chance.nextInt(9)));
        }
        if (chance.nextInt(4) == 0) {
            ModelEvent cause = model.events().get(chance.nextInt((int) model.size()));
            options.causation(cause.isKnown() ? Causation.of(cause.id()) : Causation.none());
        }
    }

    private Expectation expectation(AppendRequest request, AppendOptions options) {
        ModelEvent head = model.head(request.coordinate().entity(), options.position().lane().number());
        if (chance.nextInt(3) == 0) {
            return chance.nextBoolean() ? Expectation.empty() : Expectation.at(chance.nextInt(5));
        }
        return head == null ? Expectation.empty() : Expectation.at(head.revision);
    }

    Coordinate coordinate() {
        return new Coordinate(entity(), SCOPES.get(chance.nextInt(SCOPES.size())));
    }

    String entity() {
        return ENTITIES.get(chance.nextInt(ENTITIES.size()));
    }

    Lane lane() {
        return Lane.of(new long[] {0, 1, 2, 0xffff_ffffL}[chance.nextInt(4)]);
    }

    Durability durability() {
        return chance.nextBoolean() ? Durability.DURABLE : Durability.WRITTEN;
    }

    private EventKind kind() {
        return switch (chance.nextInt(50)) {
            case 0 -> EventKind.CLOSE_COMPLETED;
            case 1, 2, 3 -> EventKind.of(0xf, 0xfff);
            case 4, 5, 6, 7, 8, 9 -> EventKind.of(1, chance.nextInt(3));
            default -> EventKind.DATA;
        };
    }

    /** Mostly short; now and then at the limits of {@link History}, or one over. */
    private Bytes payload() {
        int size = switch (chance.nextInt(40)) {
            case 0 -> History.PAYLOAD_BYTES + chance.nextInt(2);
            case 1, 2, 3 -> 300 + chance.nextInt(900);
            default -> chance.nextInt(40);
        };
        byte[] bytes = new byte[size];
        chance.nextBytes(bytes);
        return Bytes.of(bytes);
    }

    Region region() {
        Region region = Region.all();
        region = chance.nextInt(4) == 0 ? region.inEntity(entity()) : region;
        region = chance.nextInt(4) == 0 ? region.inTree(entity()) : region;
        region = chance.nextInt(5) == 0 ? region.inScope(coordinate().scope()) : region;
        region = chance.nextInt(5) == 0 ? region.ofKind(EventKind.of(1, chance.nextInt(3))) : region;
        region = chance.nextInt(5) == 0 ? region.ofCategory(chance.nextInt(16)) : region;
        region = chance.nextInt(4) == 0 ? region.onLane(lane()) : region;
        return chance.nextInt(4) == 0 ? region.withSystemEvents() : region;
    }
}
