package io.batpak.core.append;

import io.batpak.api.append.Durability;
import io.batpak.api.append.Expectation;
import io.batpak.api.event.EventId;
import io.batpak.api.event.EventKind;
import io.batpak.core.Interleavings;
import io.batpak.core.append.WriterQueue.Offer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever several threads do to a queue, its answers are those that one thread would have got in some order: first in,
 * first out, within both bounds, nothing twice, and nothing that was withdrawn (W-091, W-103).
 * Who waits for room is woken by it, or by the close (W-090).
 */
@Tag("interleavings")
class WriterQueueInterleavingsTest {
    private static final int MOST = 3;
    private static final int[] TAILS = {8, 8, 8, 4_000}; // the last one leaves room for no other
    private static final int ROOM = 3_000;

    /** What a queue is, said for one thread; commands are numbers. */
    public static class Model {
        private final ArrayDeque<Integer> queued = new ArrayDeque<>();
        private final boolean[] gone = new boolean[TAILS.length];
        private boolean closed;

        public Offer offer(int command) {
            boolean fits = queued.isEmpty() || queued.size() < MOST && command != 3 && !queued.contains(3);
            if (fits && !closed) {
                queued.add(command);
            }
            return closed ? Offer.CLOSED : fits ? Offer.QUEUED : Offer.FULL;
        }

        public Offer put(int command) {
            return offer(command);
        }

        public List<Integer> drainOne() {
            while (!queued.isEmpty()) {
                int first = queued.remove();
                if (withdraw(first)) {
                    return List.of(first);
                }
            }
            return List.of();
        }

        public boolean withdraw(int command) {
            boolean open = !gone[command];
            gone[command] = true;
            return open;
        }

        public int count() {
            return queued.size();
        }

        public void close() {
            closed = true;
        }
    }

    /** The queue itself. Who drains it, or decides by its count, has the writer role, and is one at a time. */
    @Param(name = "command", gen = IntGen.class, conf = "0:3")
    public static class Queue {
        private final WriterQueue queue = new WriterQueue(MOST, ROOM);
        private final List<AppendCommand> commands = Arrays.stream(TAILS).mapToObj(Queue::command).toList();

        private static AppendCommand command(int tail) {
            PreparedEvent event = new PreparedEvent(new EventId(1, 2), Requests.ORDER, EventKind.DATA, 0, null,
                    Expectation.Any.ANY, 0, tail);
            return new AppendCommand(new PreparedEvent[] {event}, new byte[0], null, null, Durability.DURABLE,
                    () -> {});
        }

        @Operation
        public Offer offer(@Param(name = "command") int command) {
            return queue.offer(commands.get(command));
        }

        @Operation
        public Offer put(@Param(name = "command") int command) {
            return queue.put(commands.get(command), 0);
        }

        @Operation(nonParallelGroup = "role")
        public List<Integer> drainOne() {
            List<AppendCommand> taken = new ArrayList<>();
            queue.drainTo(taken, 1);
            return taken.stream().map(commands::indexOf).toList();
        }

        @Operation
        public boolean withdraw(@Param(name = "command") int command) {
            return commands.get(command).withdraw();
        }

        @Operation(nonParallelGroup = "role")
        public int count() {
            return queue.count();
        }

        @Operation
        public void close() {
            queue.close();
        }
    }

    @Test // W-091, W-103
    void queue_usedByThree_answersAsIfByOne() {
        new ModelCheckingOptions().threads(3).actorsPerThread(2).actorsBefore(2).actorsAfter(3)
                .iterations(20).invocationsPerIteration(Interleavings.COUNT)
                .sequentialSpecification(Model.class).check(Queue.class);
    }

    @Test // W-184
    void drainTo_besideWithdraw_takesWhatWasNotWithdrawn() {
        Interleavings.explore(() -> {
            WriterQueue queue = new WriterQueue(MOST, ROOM);
            AppendCommand command = Queue.command(8);
            queue.offer(command);
            List<AppendCommand> taken = new ArrayList<>();
            boolean[] withdrawn = new boolean[1];
            Interleavings.together(
                    List.of(queue, command),
                    () -> withdrawn[0] = command.withdraw(),
                    () -> queue.drainTo(taken, 0));
            Interleavings.require(withdrawn[0] == taken.isEmpty(), "taken, or withdrawn");
        });
    }

    @Test // W-103
    void put_whileTheQueueIsFull_waitsForRoom() {
        Interleavings.explore(() -> {
            WriterQueue queue = new WriterQueue(1, ROOM);
            queue.offer(Queue.command(8));
            Offer[] late = new Offer[1];
            Interleavings.together(
                    queue,
                    () -> late[0] = queue.put(Queue.command(8), Long.MAX_VALUE),
                    () -> queue.drainTo(new ArrayList<>(), 1));
            Interleavings.require(late[0] == Offer.QUEUED, "room was found");
        });
    }

    @Test // W-090
    void put_ofTwoWhileTheQueueIsFull_endsWithTheClose() {
        Interleavings.explore(() -> {
            WriterQueue queue = new WriterQueue(1, ROOM);
            queue.offer(Queue.command(8));
            Offer[] late = new Offer[2];
            Interleavings.together(
                    queue,
                    () -> late[0] = queue.put(Queue.command(8), Long.MAX_VALUE),
                    () -> late[1] = queue.put(Queue.command(8), Long.MAX_VALUE),
                    queue::close);
            Interleavings.require(late[0] == Offer.CLOSED && late[1] == Offer.CLOSED, "both were told");
        });
    }
}
