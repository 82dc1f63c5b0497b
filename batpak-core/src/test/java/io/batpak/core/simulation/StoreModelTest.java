package io.batpak.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Random histories of 10,000 calls, over all options: store and model give equal answers to every one. With
 * {@code -Dbatpak.model.seed=} the one of a seed.
 */
class StoreModelTest {
    private static final int CALLS = 10_000;
    private static final List<String> REACHED = List.of("committed", "replayed", "reopened", "covered",
            "committed, not covered", "wait in vain", "EXPECTATION_FAILED", "IDEMPOTENCY_CONFLICT",
            "IDEMPOTENCY_CONFLICT of an item", "IDEMPOTENCY_PARTIAL_BATCH", "IDEMPOTENCY_PARTIAL_BATCH of an item",
            "RESERVED", "RESERVED of an item", "LIMIT_EXCEEDED", "LIMIT_EXCEEDED of an item",
            "OPTION_NOT_ALLOWED of an item", "INVALID_CAUSATION", "INVALID_CAUSATION of an item", "held back",
            "fence committed", "fence cancelled",
            "fence closed with the store", "refused by a fence that is over", "VISIBILITY_FENCE_ACTIVE",
            "VISIBILITY_FENCE_CANCELLED");

    // W-002, W-005, W-007, W-008, W-009, W-010, W-020, W-024, W-041, W-055, W-115, W-116, AUD-03
    @Test
    void store_anyHistory_answersAsTheModel(TestReporter reporter) {
        run(1, 3, reporter);
    }

    @Tag("long")
    @Test
    void store_manyHistories_answersAsTheModel(TestReporter reporter) {
        run(4, Integer.getInteger("batpak.model.histories", 200), reporter);
    }

    private static void run(long first, int count, TestReporter reporter) {
        Reach reach = new Reach();
        Long only = Long.getLong("batpak.model.seed");
        for (long seed = only == null ? first : only; seed < (only == null ? first + count : only + 1); seed++) {
            try {
                new History(seed, reach).run(CALLS);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("history " + seed + ", repeat it with -Dtest=StoreModelTest"
                        + " -Dbatpak.model.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
        reporter.publishEntry(reach.toString());
        REACHED.forEach(what -> assertThat(reach.of(what)).as(what + " in " + reach).isPositive());
    }
}
