package io.batpak.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.spi.StoreExecutor;
import io.batpak.api.spi.StoreExecutor.Worker;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers with threads. Nothing here sleeps: what has to have happened is waited for. */
@Timeout(180)
class ThreadExecutorTest {
    private final StoreExecutor executor = new ThreadExecutor();
    private final AtomicReference<Worker> self = new AtomicReference<>();

    @Test
    void firstTurn_comesWithTheFirstWake_onADaemonOfThatName() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        CountDownLatch turned = new CountDownLatch(1);
        try (Worker worker = executor.start("batpak-test", 256 * 1024, () -> {
            thread.set(Thread.currentThread());
            turned.countDown();
            return StoreExecutor.UNTIL_WOKEN;
        })) {
            assertThat(turned.await(20, TimeUnit.MILLISECONDS)).isFalse();
            worker.wake();
            turned.await();
            assertThat(thread.get().getName()).isEqualTo("batpak-test");
            assertThat(thread.get().isDaemon()).isTrue();
        }
    }

    @Test
    void wake_duringATurn_asksForAnother() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch woken = new CountDownLatch(1);
        Semaphore turns = new Semaphore(0);
        try (Worker worker = executor.start("w", 0, () -> {
            inside.countDown();
            awaitUnchecked(woken);
            turns.release();
            return StoreExecutor.UNTIL_WOKEN;
        })) {
            worker.wake();
            inside.await();
            worker.wake();
            worker.wake();
            woken.countDown();
            turns.acquire(2);
        }
        assertThat(turns.availablePermits()).isZero();
    }

    @Test
    void wake_isNeverLost() throws Exception {
        Semaphore turns = new Semaphore(0);
        try (Worker worker = executor.start("w", 0, () -> {
            turns.release();
            return StoreExecutor.UNTIL_WOKEN;
        })) {
            for (int i = 0; i < 20_000; i++) {
                worker.wake();
                turns.acquire();
            }
        }
    }

    @Test
    void delay_isTheTimeToTheNextTurn() throws Exception {
        long delay = 5_000_000;
        Semaphore turns = new Semaphore(0);
        try (Worker worker = executor.start("w", 0, () -> {
            turns.release();
            return delay;
        })) {
            worker.wake();
            turns.acquire();
            long start = System.nanoTime();
            turns.acquire(3);
            assertThat(System.nanoTime() - start).isGreaterThan(2 * delay);
        }
    }

    @Test
    void wake_cutsADelayShort() throws Exception {
        Semaphore turns = new Semaphore(0);
        try (Worker worker = executor.start("w", 0, () -> {
            turns.release();
            return Long.MAX_VALUE - 1;
        })) {
            for (int i = 0; i < 100; i++) {
                worker.wake();
                turns.acquire();
            }
        }
    }

    @Test
    void close_waitsForTheTurn_andBeginsNoOther() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        AtomicInteger turns = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        Worker worker = executor.start("w", 0, () -> {
            turns.incrementAndGet();
            inside.countDown();
            self.get().wake();
            for (int i = 0; i < 1000; i++) {
                Thread.yield();
            }
            ended.incrementAndGet();
            return 0;
        });
        self.set(worker);
        worker.wake();
        inside.await();
        Thread.currentThread().interrupt();
        worker.close();
        assertThat(Thread.interrupted()).isTrue();
        int seen = turns.get();
        assertThat(ended).hasValue(seen);
        worker.wake();
        worker.close();
        assertThat(turns).hasValue(seen);
    }

    @Test
    void close_fromInsideATurn_doesNotWait() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        self.set(executor.start("w", 0, () -> {
            thread.set(Thread.currentThread());
            self.get().close();
            done.countDown();
            return 0;
        }));
        self.get().wake();
        done.await();
        self.get().close();
        assertThat(thread.get().isAlive()).isFalse();
    }

    @Test
    void isCurrent_isTrueInsideItsTurnsOnly() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        AtomicReference<Boolean> inside = new AtomicReference<>();
        try (Worker worker = executor.start("w", 0, () -> {
            inside.set(self.get().isCurrent());
            done.countDown();
            return StoreExecutor.UNTIL_WOKEN;
        })) {
            self.set(worker);
            worker.wake();
            done.await();
            assertThat(inside).hasValue(true);
            assertThat(worker.isCurrent()).isFalse();
        }
    }

    @Test
    void turnThatThrows_isFollowedByOthers() throws Exception {
        Semaphore turns = new Semaphore(0);
        try (Worker worker = executor.start("w", 0, () -> {
            turns.release();
            if (turns.availablePermits() % 2 == 0) {
                throw new IllegalStateException("on purpose");
            }
            throw new AssertionError("on purpose");
        })) {
            for (int i = 0; i < 4; i++) {
                worker.wake();
                turns.acquire();
            }
        }
    }

    @Test
    void interrupt_doesNotKeepTheWorkerFromWaiting() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        Semaphore turns = new Semaphore(0);
        try (Worker worker = executor.start("w", 0, () -> {
            thread.set(Thread.currentThread());
            Thread.currentThread().interrupt();
            turns.release();
            return StoreExecutor.UNTIL_WOKEN;
        })) {
            worker.wake();
            turns.acquire();
            // A parked thread whose flag is up would not wait but spin.
            long start = System.nanoTime();
            while (thread.get().isInterrupted() && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) {
                Thread.onSpinWait();
            }
            assertThat(thread.get().isInterrupted()).isFalse();
            worker.wake();
            turns.acquire();
        }
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
