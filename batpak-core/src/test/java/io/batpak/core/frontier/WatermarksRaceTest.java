package io.batpak.core.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.read.Frontier;
import io.batpak.api.read.LaneFrontier;
import io.batpak.api.read.Progress;
import io.batpak.api.read.RegisteredConsumer;
import io.batpak.core.segment.EventStamp;
import io.batpak.testkit.FakeClock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Views are of one moment (W-112), and in order (W-110), while points move as fast as they can. There are more threads than
 * processors, so that some are always stopped in the middle of a view.
 */
@Timeout(60)
class WatermarksRaceTest {
    private static final int COMMITS = 4_000_000;

    private final Watermarks watermarks = new Watermarks(0, Visibility.ofAll(0), new TreeMap<>(), new FakeClock());
    private final AtomicBoolean stop = new AtomicBoolean();

    /** An event, as the writer stamps it. */
    private static final class Stamp extends EventStamp {
        Stamp(long lane, long sequence) {
            super(lane);
            this.sequence = sequence;
        }
    }

    @Test
    void views_ofOneLane_areOfOneMoment() throws Exception {
        race(COMMITS, 1);
    }

    @Test
    void views_ofSeveralLanes_areOfOneMoment() throws Exception {
        race(COMMITS / 8, 5);
    }

    private void race(int commits, int lanes) throws Exception {
        ExecutorService others = Executors.newCachedThreadPool();
        try (RegisteredConsumer consumer = new Consumers(watermarks).register("eager", 0)) {
            List<Future<?>> running = new ArrayList<>();
            running.add(others.submit(() -> {
                while (!stop.get()) {
                    consumer.advance(watermarks.visible());
                }
            }));
            for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
                running.add(others.submit(this::look));
            }
            for (int i = 0; i < commits; i++) {
                List<Stamp> group = List.of(new Stamp(i % lanes, i));
                watermarks.accept(group);
                watermarks.publish(group, i + 1, Visibility.ofAll(i + 1), i % 64 == 0);
            }
            stop.set(true);
            for (Future<?> other : running) {
                other.get();
            }
        } finally {
            stop.set(true);
            others.shutdownNow();
        }
    }

    private void look() {
        Frontier before = watermarks.snapshot();
        while (!stop.get()) {
            Frontier now = watermarks.snapshot();
            requireOrder(now);
            long newest = 0;
            for (LaneFrontier lane : now.lanes()) {
                requireOrder(lane);
                newest = Math.max(newest, lane.visible());
            }
            require(newest == now.visible(), now);
            require(now.durable() >= before.durable() && now.accepted() >= before.accepted(), now); // W-111
            before = now;
        }
    }

    private static void requireOrder(Progress points) {
        require(points.accepted() >= points.written(), points);
        require(points.written() >= points.durable(), points);
        require(points.accepted() >= points.visible(), points);
        require(points.visible() >= points.applied(), points);
        require(points.emitted() >= points.visible(), points);
    }

    private static void require(boolean holds, Progress points) {
        if (!holds) {
            assertThat(points.toString()).isEqualTo("in order, and of one moment");
        }
    }
}
