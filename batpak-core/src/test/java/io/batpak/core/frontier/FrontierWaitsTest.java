package io.batpak.core.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.error.WaitTimeoutException;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Watermark;
import io.batpak.core.segment.EventStamp;
import io.batpak.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Waiting for a point: what ends it, and what does not. The test plays the holder of the writer role. */
@Timeout(60)
class FrontierWaitsTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final FakeClock clock = new FakeClock();
    private final Watermarks watermarks = new Watermarks(0, Visibility.ofAll(0), new TreeMap<>(), clock);
    private final FrontierWaits waits = watermarks.waits();
    private long next;
    private long probes;

    /** An event, as the writer stamps it. */
    private static final class Stamp extends EventStamp {
        Stamp(long lane, long sequence) {
            super(lane);
            this.sequence = sequence;
        }
    }

    private void commit(long lane, boolean forced) {
        List<Stamp> group = List.of(new Stamp(lane, next++));
        watermarks.accept(group);
        watermarks.publish(group, next, Visibility.ofAll(next), forced);
    }

    private void poison() {
        watermarks.end(() -> new StoreUnavailableException(ErrorCode.STORE_POISONED, "poisoned", null));
    }

    /** Waits on a thread of its own; the wait has begun when this returns. */
    private CompletableFuture<Void> inBackground(Watermark watermark, @Nullable Lane lane, long bound,
            Duration timeout) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                waits.await(watermark, lane, bound, timeout);
                answer.complete(null);
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return answer;
    }

    /** Wakes another waiter, and all have been looked at when that has gone on. */
    private void letWaitersLook() throws Exception {
        CompletableFuture<Void> other = inBackground(Watermark.APPLIED, null, ++probes, LONG);
        watermarks.applied(probes);
        other.get(10, TimeUnit.SECONDS);
    }

    // W-115, FRN-12: what is covered is answered at once, the bound 0 always
    @Test
    void await_whatIsCovered_returnsAtOnce() throws Exception {
        for (Watermark watermark : Watermark.values()) {
            waits.await(watermark, null, 0, Duration.ZERO);
            waits.await(watermark, Lane.of(4), 0, Duration.ZERO);
        }
        commit(0, true);
        waits.await(Watermark.DURABLE, null, 1, Duration.ZERO);
    }

    // W-115, FRN-12: a timeout says what was awaited, and a zero timeout looks once
    @Test
    void await_whatDoesNotCome_timesOutWithFacts() {
        commit(0, false);

        assertThatThrownBy(() -> waits.await(Watermark.DURABLE, Lane.of(3), 2, Duration.ZERO))
                .isInstanceOfSatisfying(WaitTimeoutException.class, late -> {
                    assertThat(late.watermark()).isEqualTo(Watermark.DURABLE);
                    assertThat(late.lane()).contains(Lane.of(3));
                    assertThat(late.bound()).isEqualTo(2);
                    assertThat(late.timeout()).isZero();
                });
        assertThatThrownBy(() -> waits.await(Watermark.VISIBLE, null, 2, Duration.ZERO))
                .isInstanceOfSatisfying(WaitTimeoutException.class,
                        late -> assertThat(late.reached()).isEqualTo(1))
                .hasMessageContainingAll("VISIBLE", "stands at 1", "awaited at 2", "within 0 ms");
    }

    // FRN-12: the requested time is told in milliseconds, saturating
    @Test
    void await_forEver_saturates() throws Exception {
        CompletableFuture<Void> answer = inBackground(Watermark.VISIBLE, null, 1, Duration.ofSeconds(Long.MAX_VALUE));
        commit(0, false);
        answer.get(10, TimeUnit.SECONDS);

        WaitTimeoutException late = new WaitTimeoutException(
                Watermark.VISIBLE, null, 1, 0, Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(late).hasMessageContaining("within " + Long.MAX_VALUE + " ms");
    }

    // FRN-16: time is the clock's
    @Test
    void await_endsByTheClockOfTheStore() throws Exception {
        CompletableFuture<Void> answer = inBackground(Watermark.DURABLE, null, 1, LONG);
        clock.advance(LONG.minusMillis(1));
        letWaitersLook();
        CompletableFuture<Void> second = inBackground(Watermark.DURABLE, null, 1, LONG);
        clock.advance(Duration.ofMillis(1));

        assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(WaitTimeoutException.class);
        assertThat(second).isNotDone();
    }

    // FRN-16: a clock that stands still holds nobody for ever
    @Test
    void await_underAClockThatStandsStill_endsAllTheSame() {
        assertThatThrownBy(() -> waits.await(Watermark.DURABLE, null, 1, Duration.ofMillis(150)))
                .isInstanceOf(WaitTimeoutException.class);
    }

    @ParameterizedTest
    @EnumSource
    void await_whatComes_isWoken(Watermark watermark) throws Exception {
        CompletableFuture<Void> answer = inBackground(watermark, null, 1, LONG);
        commit(0, true);
        watermarks.applied(1);

        answer.get(10, TimeUnit.SECONDS);
    }

    // W-115: other wake-ups satisfy nothing
    @Test
    void await_wokenByOtherProgress_goesOn() throws Exception {
        CompletableFuture<Void> answer = inBackground(Watermark.DURABLE, null, 3, LONG);
        commit(0, false);
        commit(0, true);
        commit(0, false);
        letWaitersLook();
        assertThat(answer).isNotDone();

        watermarks.durable(3);
        answer.get(10, TimeUnit.SECONDS);
    }

    // W-116, FRN-14: a lane waits for itself
    @Test
    void await_onALane_isIndependentOfOthers() throws Exception {
        CompletableFuture<Void> one = inBackground(Watermark.VISIBLE, Lane.of(1), 3, LONG);
        CompletableFuture<Void> zero = inBackground(Watermark.VISIBLE, Lane.MAIN, 4, LONG);
        for (int i = 0; i < 10; i++) {
            commit(2, true);
        }
        letWaitersLook();
        assertThat(one).isNotDone();
        assertThat(zero).isNotDone();

        commit(1, false);
        one.get(10, TimeUnit.SECONDS);
        assertThat(zero).isNotDone();
        commit(0, false);
        zero.get(10, TimeUnit.SECONDS);
    }

    // FRN-14: durable on a lane comes with the force that covers it, and not with another lane's
    @Test
    void await_durableOnALane_comesWithItsForce() throws Exception {
        CompletableFuture<Void> answer = inBackground(Watermark.DURABLE, Lane.of(1), 1, LONG);
        commit(1, false);
        letWaitersLook();
        assertThat(answer).isNotDone();

        watermarks.durable(1);
        answer.get(10, TimeUnit.SECONDS);
    }

    // FRN-10, FRN-13: the end wakes all who wait, and comes after satisfaction: J-21
    @Test
    void end_wakesAllWaiters_andWhatWasReachedStays() throws Exception {
        commit(1, true);
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        for (Watermark watermark : Watermark.values()) {
            waiting.add(inBackground(watermark, null, 2, LONG));
            waiting.add(inBackground(watermark, Lane.of(1), 2, LONG));
        }
        poison();

        for (CompletableFuture<Void> answer : waiting) {
            assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(StoreUnavailableException.class);
        }
        waits.await(Watermark.DURABLE, null, 1, Duration.ZERO); // J-21
        assertThatThrownBy(() -> waits.await(Watermark.DURABLE, null, 2, Duration.ZERO))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void await_interrupted_ends() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> waits.await(Watermark.VISIBLE, null, 1, LONG))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void awaitThroughInterrupts_goesOn_andKeepsTheFlag() throws Exception {
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread waiter = Thread.ofPlatform().daemon().start(() -> {
            waits.awaitThroughInterrupts(Watermark.VISIBLE, 1, LONG);
            flag.complete(Thread.currentThread().isInterrupted());
        });
        waiter.interrupt();
        letWaitersLook();
        assertThat(flag).isNotDone();

        commit(0, false);
        assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void negativeBoundsAndTimeouts_areRefused() {
        assertThatThrownBy(() -> waits.await(Watermark.VISIBLE, null, -1, LONG))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> waits.await(Watermark.VISIBLE, null, 0, Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // FRN-12: no wake-up is lost between looking and sleeping, however the two fall together
    @Test
    void wakeUps_areNeverLost() throws Exception {
        int rounds = 1_000;
        CompletableFuture<Void> waiter = CompletableFuture.runAsync(() -> {
            try {
                for (int i = 1; i <= rounds; i++) {
                    waits.await(Watermark.VISIBLE, null, i, LONG);
                    watermarks.applied(i);
                }
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        });
        long begin = System.nanoTime();
        for (int i = 1; i <= rounds; i++) {
            commit(0, false);
            waits.await(Watermark.APPLIED, null, i, LONG);
        }
        waiter.get(10, TimeUnit.SECONDS);
        assertThat(System.nanoTime() - begin).as("a lost one costs a whole pause").isLessThan(rounds * 50_000_000L);
    }
}
