package batpak;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Durability;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Region;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import peers.Peer;

/**
 * The store beside its peers. Options: {@code hash=blake3|sha-256}. A position is a sequence; the store's own first
 * event is passed over.
 */
public final class BatpakPeer implements Peer {
    private static final int BATCH_MAX = 4096;

    private Store store;
    private long first;

    /** Made by the harness. */
    public BatpakPeer() {}

    @Override
    public void open(Path dir, boolean durable, Map<String, String> options) {
        store = Store.open(StoreConfig.builder(dir)
                .durability(durable ? Durability.DURABLE : Durability.WRITTEN)
                .hash(options.getOrDefault("hash", "blake3"))
                .codec(StoreConfig.RAW)
                .batchMaxCount(BATCH_MAX)
                .batchMaxBytes(64 << 20)
                .build());
        first = 1;
    }

    @Override
    public long append(String entity, String scope, String kind, byte[] payload) {
        return store.append(new Coordinate(entity, scope), kind(kind), Bytes.wrap(payload)).sequence();
    }

    @Override
    public long appendBatch(List<Ev> batch) {
        List<AppendRequest> requests = new ArrayList<>(batch.size());
        for (Ev e : batch) {
            requests.add(AppendRequest.ofBytes(new Coordinate(e.entity(), e.scope()), kind(e.kind()), Bytes.wrap(e.payload())));
        }
        List<AppendReceipt> receipts = store.appendBatch(requests);
        return receipts.get(receipts.size() - 1).sequence();
    }

    @Override
    public void sync() {
        store.force();
    }

    @Override
    public Event get(long position) {
        return event(store.at(position).orElseThrow());
    }

    @Override
    public int readEntity(String entity, long from, int max, Consumer<Event> to) {
        int[] count = new int[1];
        try (Stream<io.batpak.api.event.Event> events = store.stream(Region.ofEntity(entity), 0)) {
            events.skip(from - 1).limit(max).forEach(e -> {
                to.accept(event(e));
                count[0]++;
            });
        }
        return count[0];
    }

    @Override
    public long scanAll(Consumer<Event> to) {
        long[] count = new long[1];
        store.stream(Region.all(), 0).forEach(e -> {
            to.accept(event(e));
            count[0]++;
        });
        return count[0];
    }

    /** Counts the events that the harness appended: the store's own stand before them, and behind at each end. */
    @Override
    public long count() {
        long last = store.frontier().visible() - 1;
        while (store.at(last).orElseThrow().coordinate().isReserved()) {
            last--;
        }
        return last;
    }

    @Override
    public long positionOf(long n) {
        return first + n;
    }

    @Override
    public boolean concurrent() {
        return true;
    }

    @Override
    public void close() {
        store.close();
    }

    private static Event event(io.batpak.api.event.Event e) {
        Coordinate c = e.coordinate();
        return new Event(e.sequence(), c.entity(), c.scope(), name(e.kind()), e.revision() + 1, e.payload().toArray());
    }

    private static final String[] NAMES = {"order.placed", "order.paid", "item.added", "item.removed", "note.written"};

    private static EventKind kind(String name) {
        for (int i = 0; i < NAMES.length; i++) {
            if (NAMES[i].equals(name)) {
                return KINDS[i];
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static final EventKind[] KINDS = {
        EventKind.of(0xF000), EventKind.of(0xF001), EventKind.of(0xF002), EventKind.of(0xF003), EventKind.of(0xF004)
    };

    private static String name(EventKind kind) {
        return NAMES[kind.code() & 0xf];
    }
}
