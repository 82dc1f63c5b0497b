package io.batpak.core.process;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Durability;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Appends until it is killed and prints each receipt as soon as it has it. Arguments: directory, durability, threads,
 * largest batch. Prints {@code open} once the store is open.
 */
final class AppendingMain {
    private final Store store;
    private final int largestBatch;

    private AppendingMain(Store store, int largestBatch) {
        this.store = store;
        this.largestBatch = largestBatch;
    }

    public static void main(String[] arguments) throws InterruptedException {
        Store store = Store.open(StoreConfig.builder(Path.of(arguments[0])).codec(StoreConfig.RAW)
                .durability(Durability.valueOf(arguments[1])).build());
        System.out.println("open");
        AppendingMain main = new AppendingMain(store, Integer.parseInt(arguments[3]));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            int number = i;
            threads.add(Thread.ofPlatform().start(() -> main.appendForEver(number)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void appendForEver(int thread) {
        for (int turn = 0;; turn++) {
            int size = largestBatch == 0 ? 0 : (turn + thread) % (largestBatch + 1);
            if (size == 0) {
                print(List.of(store.append(request(thread, turn, 0))), "-");
                continue;
            }
            List<AppendRequest> batch = new ArrayList<>();
            for (int item = 0; item < size; item++) {
                batch.add(request(thread, turn, item));
            }
            print(store.appendBatch(batch), Integer.toString(size));
        }
    }

    private static AppendRequest request(int thread, int turn, int item) {
        String payload = "payload " + thread + " " + turn + " " + item + " ".repeat((turn * 37 + item) % 900);
        return AppendRequest.ofBytes(Coordinate.of("entity " + thread % 3, "scope"), EventKind.DATA,
                Bytes.of(payload.getBytes(StandardCharsets.UTF_8)));
    }

    /** One call for all lines, so that no other thread's stand between them; a killed process may leave half a line. */
    private static void print(List<AppendReceipt> receipts, String batch) {
        StringBuilder lines = new StringBuilder();
        for (AppendReceipt r : receipts) {
            lines.append(r.id()).append(' ').append(r.sequence()).append(' ').append(r.link()).append(' ')
                    .append(r.contentHash()).append(' ').append(r.durable()).append(' ').append(batch).append(" .\n");
        }
        PrintStream out = System.out;
        byte[] bytes = lines.toString().getBytes(StandardCharsets.US_ASCII);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }
}
