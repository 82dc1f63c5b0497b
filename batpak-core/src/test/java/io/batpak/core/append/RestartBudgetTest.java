package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.append.RestartPolicy;
import io.batpak.testkit.FakeClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The arithmetic of restarts, at its borders. */
class RestartBudgetTest {
    private static final Duration WINDOW = Duration.ofMillis(10);

    private final FakeClock clock = new FakeClock();

    private RestartBudget bounded(int max) {
        return new RestartBudget(RestartPolicy.bounded(max, WINDOW), clock);
    }

    @Test
    void once_isForTheWholeLife() { // W-094
        RestartBudget budget = new RestartBudget(RestartPolicy.once(), clock);
        assertThat(budget.take()).isTrue();
        clock.advance(Duration.ofDays(365));
        assertThat(budget.take()).isFalse();
    }

    @Test
    void bounded_elapsedEqualsTheWindow_isStillInside() { // W-094
        RestartBudget budget = bounded(1);
        assertThat(budget.take()).isTrue();
        clock.advance(WINDOW);
        assertThat(budget.take()).isFalse();
        clock.advance(Duration.ofNanos(1_000));
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isFalse();
    }

    @Test
    void bounded_windowBeginsAnewWithTheFailure() { // W-094
        RestartBudget budget = bounded(2);
        clock.advance(WINDOW.plusNanos(1_000));
        assertThat(budget.take()).isTrue();
        clock.advance(WINDOW);
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isFalse();
    }

    @Test
    void bounded_zero_neverRestarts() { // W-094
        assertThat(bounded(0).take()).isFalse();
    }
}
