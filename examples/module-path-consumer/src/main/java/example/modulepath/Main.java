package example.modulepath;

import example.modulepath.event.Moved;
import example.modulepath.event.Opened;
import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.StoreReader;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Expectation;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.api.event.Region;
import io.batpak.api.verify.CheckReport;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Keeps an account on the module path, reads it back and has it verified. Says "ok" at the end. */
public final class Main {
    private static final Coordinate ACCOUNT = Coordinate.of("account:4711", "bank");
    private static final EventKind MOVED = EventKind.of(1, 2);
    private static final int MOVES = 200;

    private Main() {}

    /**
     * Does all of it in a directory that it makes and removes.
     *
     * @param arguments none
     * @throws IOException if the directory cannot be made or removed
     */
    public static void main(String[] arguments) throws IOException {
        require(Store.class.getModule().isNamed(), "the API is a module");
        Path directory = Files.createTempDirectory("batpak-example-");
        try {
            StoreConfig config = StoreConfig.of(directory.resolve("store"));
            try (Store store = Store.open(config)) {
                fill(store);
                System.out.println("balance          " + balance(store));
                refuse(store);
                verify(store);
            }
            reopen(config);
        } finally {
            remove(directory);
        }
        System.out.println("ok");
    }

    private static void fill(Store store) {
        AppendReceipt opened = store.append(ACCOUNT, new Opened("Ada"));
        require(opened.durable() && opened.revision() == 0, "the first event is on disk");

        // One at a time: each returns when it is on disk.
        long start = System.nanoTime();
        for (int i = 0; i < MOVES; i++) {
            store.append(ACCOUNT, new Moved(BigDecimal.ONE, Optional.empty()));
        }
        figure("one at a time", start);

        // Handed in without waiting: one force serves all that have come together.
        start = System.nanoTime();
        List<CompletableFuture<AppendReceipt>> receipts = new ArrayList<>();
        for (int i = 0; i < MOVES; i++) {
            receipts.add(store.submit(AppendRequest.of(ACCOUNT, new Moved(BigDecimal.ONE, Optional.of("n° " + i)))));
        }
        receipts.forEach(CompletableFuture::join);
        figure("submitted", start);

        // A transfer: both or neither, now and after any crash.
        List<AppendReceipt> transfer = store.appendBatch(List.of(
                AppendRequest.of(ACCOUNT, new Moved(new BigDecimal("-42.50"), Optional.of("rent"))),
                AppendRequest.of(Coordinate.of("account:0815", "bank"),
                        new Moved(new BigDecimal("42.50"), Optional.of("rent")))));
        require(transfer.get(1).sequence() == transfer.get(0).sequence() + 1, "a batch is consecutive");
    }

    private static BigDecimal balance(StoreReader store) {
        try (Stream<Event> moves = store.stream(Region.ofEntity(ACCOUNT.entity()).ofKind(MOVED), 0)) {
            return moves.map(e -> e.payloadAs(Moved.class).amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    /** What was decided on an old state is refused, and what was done already is not done again. */
    private static void refuse(Store store) {
        AppendRequest late = AppendRequest.of(ACCOUNT, new Moved(BigDecimal.TEN, Optional.empty()))
                .with(AppendOptions.builder().expect(Expectation.at(0)).build());
        try {
            store.append(late);
            throw new IllegalStateException("an expectation that does not hold was accepted");
        } catch (AppendRejectedException e) {
            System.out.println("refused          " + e.code());
        }
        AppendRequest keyed = AppendRequest.of(ACCOUNT, new Moved(BigDecimal.TEN, Optional.empty()))
                .with(AppendOptions.builder().key(IdempotencyKey.ofText("order 1")).build());
        AppendReceipt first = store.append(keyed);
        AppendReceipt again = store.append(keyed);
        require(again.replayed() && again.id().equals(first.id()), "a key is remembered");
    }

    private static void verify(StoreReader store) {
        CheckReport report = store.verify();
        require(report.ok(), "the store is sound: " + report.damages());
        System.out.println("verified         " + report.events() + " events, " + report.chains() + " chains");
    }

    private static void reopen(StoreConfig config) {
        try (StoreReader reader = Store.openReadOnly(config)) {
            BigDecimal expected = BigDecimal.valueOf(2L * MOVES).add(new BigDecimal("-42.50")).add(BigDecimal.TEN);
            require(balance(reader).compareTo(expected) == 0, "the balance after a close is " + expected);
        }
    }

    private static void figure(String what, long start) {
        long micros = (System.nanoTime() - start) / 1_000;
        System.out.printf("%-16s %d events in %.1f ms%n", what, MOVES, micros / 1_000.0);
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException("does not hold: " + what);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
