package io.batpak.core.crash;

import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Durability;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.IdempotencyKey;
import java.util.ArrayList;
import java.util.List;

/** Makes requests like no other: each payload begins with a number of its own, by which the {@link Oracle} knows it. */
public final class Requests {
    private static final Coordinate[] CHAINS = {
        new Coordinate("order:1", "shop"), new Coordinate("order:2", "shop"), new Coordinate("ledger", "books")};

    private final Setup setup;
    private final Journal journal;

    Requests(Setup setup, Journal journal) {
        this.setup = setup;
        this.journal = journal;
    }

    /** Makes one whose payload has this many bytes, or 8, to one of a few chains, with these options and a tag more. */
    public AppendRequest next(int size, AppendOptions.Builder options) {
        long number = journal.nextNumber();
        byte[] payload = new byte[Math.max(size, 8)];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (i < 8 ? number >>> 8 * i : 0x20 + (number + i) % 90);
        }
        return AppendRequest.ofBytes(CHAINS[(int) (number % CHAINS.length)], EventKind.DATA, Bytes.of(payload))
                .with(options.flags((int) (number & 0xff)).tag("n" + number).build());
    }

    /** Makes one for each size; with keys from this number on, or without keys if it is 0. */
    List<AppendRequest> of(Durability durability, long key, int... sizes) {
        List<AppendRequest> items = new ArrayList<>();
        for (int size : sizes) {
            AppendOptions.Builder options = AppendOptions.builder().durability(durability);
            if (key != 0) {
                options.key(key(key + items.size()));
            }
            items.add(next(size, options));
        }
        return items;
    }

    /** Returns the idempotency key of a number. */
    public IdempotencyKey key(long number) {
        return new IdempotencyKey(0x62_6174_7061_6bL, number);
    }
}
