package io.batpak.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.batpak.api.spi.StoreExecutor;
import io.batpak.api.spi.StoreExecutor.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Both executors without threads. */
class ExecutorTest {
    private final List<String> turns = new ArrayList<>();
    private final AtomicReference<Worker> self = new AtomicReference<>();

    @Test
    void inlineWake_runsATurnAtOnce() {
        Worker worker = new InlineExecutor().start("w", 0, turn("w"));
        assertThat(turns).isEmpty();
        worker.wake();
        assertThat(turns).containsExactly("w");
        assertThat(worker.isCurrent()).isFalse();
    }

    @Test
    void inlineWake_insideATurn_runsOneMoreAfterIt() {
        self.set(new InlineExecutor().start("w", 0, () -> {
            turns.add("begin");
            assertThat(self.get().isCurrent()).isTrue();
            if (turns.size() == 1) {
                self.get().wake();
                self.get().wake();
            }
            turns.add("end");
            return StoreExecutor.UNTIL_WOKEN;
        }));
        self.get().wake();
        assertThat(turns).containsExactly("begin", "end", "begin", "end");
    }

    @Test
    void inlineWake_whileAnotherThreadRunsATurn_leavesItToThatOne() throws Exception {
        CountDownLatch under = new CountDownLatch(1);
        CountDownLatch woken = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        Worker worker = new InlineExecutor().start("w", 0, () -> {
            threads.add(Thread.currentThread());
            under.countDown();
            try {
                woken.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return StoreExecutor.UNTIL_WOKEN;
        });
        Thread other = new Thread(worker::wake);
        other.start();
        under.await();
        worker.wake();
        assertThat(worker.isCurrent()).isFalse();
        woken.countDown();
        other.join();
        assertThat(threads).containsExactly(other, other);
    }

    @Test
    void inlineFailure_isRecordedAndRethrown() {
        InlineExecutor executor = new InlineExecutor();
        Worker worker = executor.start("w", 0, failing(new IllegalStateException("broken")));
        assertThatIllegalStateException().isThrownBy(worker::wake).withMessage("broken");
        assertThat(executor.failures()).hasSize(1);
    }

    @Test
    void inlineFailure_whenOnlyRecorded_doesNotSurface() {
        InlineExecutor executor = new InlineExecutor(TurnFailures.RECORD);
        executor.start("w", 0, failing(new IllegalStateException("broken"))).wake();
        assertThat(executor.failures()).hasSize(1);
    }

    @Test
    void powerCut_insideATurn_doesNotSurface() {
        InlineExecutor executor = new InlineExecutor();
        executor.start("w", 0, failing(new SimulatedPowerCut("cut"))).wake();
        assertThat(executor.failures()).singleElement().isInstanceOf(SimulatedPowerCut.class);
    }

    @Test
    void runDelayed_runsThoseThatAskedForIt() {
        InlineExecutor executor = new InlineExecutor();
        Worker slow = executor.start("slow", 0, () -> {
            turns.add("slow");
            return turns.size() == 1 ? 500 : StoreExecutor.UNTIL_WOKEN;
        });
        executor.start("other", 0, turn("other"));
        assertThat(executor.runDelayed()).isZero();
        slow.wake();
        assertThat(executor.delays()).containsOnlyKeys("slow").containsEntry("slow", 500L);
        assertThat(executor.runDelayed()).isEqualTo(1);
        assertThat(executor.runDelayed()).isZero();
        assertThat(turns).containsExactly("slow", "slow");
    }

    @Test
    void steppedWake_onlyMarks() {
        SteppedExecutor executor = new SteppedExecutor();
        Worker a = executor.start("a", 0, turn("a"));
        Worker b = executor.start("b", 0, turn("b"));
        b.wake();
        a.wake();
        a.wake();
        assertThat(turns).isEmpty();
        assertThat(executor.step("b")).isTrue();
        assertThat(executor.step("b")).isFalse();
        assertThat(executor.runAll()).isEqualTo(1);
        assertThat(turns).containsExactly("b", "a");
    }

    @Test
    void close_beginsNoOtherTurn() {
        SteppedExecutor executor = new SteppedExecutor();
        self.set(executor.start("w", 0, () -> {
            turns.add("w");
            self.get().wake();
            self.get().close();
            return 1;
        }));
        self.get().wake();
        assertThat(executor.runAll()).isEqualTo(1);
        self.get().wake();
        assertThat(executor.runAll()).isZero();
        assertThat(executor.runDelayed()).isZero();
    }

    private StoreExecutor.Task turn(String name) {
        return () -> {
            turns.add(name);
            return StoreExecutor.UNTIL_WOKEN;
        };
    }

    private static StoreExecutor.Task failing(RuntimeException failure) {
        return () -> {
            throw failure;
        };
    }
}
