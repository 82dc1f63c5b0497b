package io.batpak.core.frontier;

import static io.batpak.core.Interleavings.explore;
import static io.batpak.core.Interleavings.require;
import static io.batpak.core.Interleavings.together;

import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Watermark;
import io.batpak.api.read.Frontier;
import io.batpak.api.read.LaneFrontier;
import io.batpak.api.read.Progress;
import io.batpak.api.spi.StoreClock;
import io.batpak.core.segment.EventStamp;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One thread publishes, others look and wait. Each view is of one moment and in order (W-110 to W-112), each wait that can
 * succeed does (FRN-12), and no other does.
 */
@Tag("interleavings")
class FrontierInterleavingsTest {
    private static final Duration LONG = Duration.ofDays(1);
    private static final StoreClock STOPPED = new StoreClock() {
        @Override
        public long wallMicros() {
            return 0;
        }

        @Override
        public long monotonicNanos() {
            return 0;
        }
    };

    /** A frontier, and what a writer does to it. */
    private static final class Log {
        private final Watermarks marks = new Watermarks(0, Visibility.ofAll(0), new TreeMap<>(), STOPPED);
        private long next;

        /** An event, as the writer stamps it. */
        private static final class Stamp extends EventStamp {
            Stamp(long lane, long sequence) {
                super(lane);
                this.sequence = sequence;
            }
        }

        void commit(long lane, boolean forced) {
            List<Stamp> group = List.of(new Stamp(lane, next));
            marks.accept(group);
            if (forced) {
                marks.written(group);
            }
            next++;
            marks.publish(group, next, Visibility.ofAll(next), forced);
        }

        void await(Watermark watermark, @Nullable Lane lane, long bound) throws InterruptedException {
            marks.waits().await(watermark, lane, bound, LONG);
            require(marks.at(watermark, lane) >= bound, "what was waited for is there");
        }

        void lookTwice() {
            Frontier before = look();
            Frontier now = look();
            require(now.visible() >= before.visible() && now.durable() >= before.durable()
                    && now.accepted() >= before.accepted(), "no point moves back");
        }

        Frontier look() {
            Frontier all = marks.snapshot();
            requireOrder(all);
            long newest = 0;
            for (LaneFrontier lane : all.lanes()) {
                requireOrder(lane);
                newest = Math.max(newest, lane.visible());
            }
            require(newest == all.visible(), "lanes of the same moment");
            return all;
        }

        private static void requireOrder(Progress points) {
            require(points.accepted() >= points.written() && points.written() >= points.durable()
                    && points.written() >= points.visible() && points.visible() >= points.applied()
                    && points.emitted() == points.visible(), "order of the points");
        }
    }

    @Test // W-110, W-111, W-112
    void views_whileOneLaneIsCommitted_areOfOneMoment() {
        explore(() -> {
            Log log = new Log();
            together(log, log::lookTwice, () -> {
                log.commit(0, false);
                log.marks.applied(1);
                log.commit(0, true);
                log.marks.applied(2);
            });
        });
    }

    @Test // W-110, W-111, W-112
    void views_whileTheFirstOtherLaneBegins_areOfOneMoment() {
        explore(() -> {
            Log log = new Log();
            together(log, () -> {
                for (LaneFrontier lane : log.look().lanes()) {
                    require(lane.lane().number() == 7 || lane.accepted() == 0, "lane 0 has no event");
                }
            }, () -> log.commit(7, true));
        });
    }

    @Test // W-115, FRN-12
    void wait_whatItWaitsForComes_ends() {
        explore(() -> {
            Log log = new Log();
            together(log, () -> log.await(Watermark.VISIBLE, null, 1), () -> log.commit(0, false));
        });
    }

    @Test // W-116, FRN-14
    void waitForALane_whileThatBegins_ends() {
        explore(() -> {
            Log log = new Log();
            together(log, () -> log.await(Watermark.DURABLE, Lane.of(7), 1), () -> log.commit(7, true));
        });
    }

    @Test // FRN-10, FRN-13
    void wait_whileWritingEnds_endsWithWhatHappenedFirst() {
        explore(() -> {
            Log log = new Log();
            boolean[] refused = new boolean[1];
            together(
                    log,
                    () -> {
                        try {
                            log.await(Watermark.DURABLE, null, 2);
                        } catch (StoreUnavailableException e) {
                            refused[0] = true;
                        }
                    },
                    () -> {
                        log.commit(0, true);
                        log.marks.end(() -> new StoreUnavailableException(ErrorCode.STORE_CLOSED, "closed", null));
                    });
            require(refused[0], "the second never comes");
        });
    }
}
