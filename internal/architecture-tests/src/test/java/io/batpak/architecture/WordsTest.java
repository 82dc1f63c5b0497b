package io.batpak.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The words of the public interface: a counter along a chain is a revision, a clock tells time, an answer is a future. */
class WordsTest {
    private static final String API = Checkout
            .read(Checkout.file("internal/architecture-tests/src/test/resources/api.sig"));

    @Test // D-28
    void counters_areRevisions_andClocksTellTime() {
        assertThat(API).contains("revision()").doesNotContainIgnoringCase("expectedSequence")
                .doesNotContainIgnoringCase("entitySequence");
        assertThat(API.lines().filter(line -> line.toLowerCase(java.util.Locale.ROOT).contains("clock")))
                .isNotEmpty().allMatch(line -> line.contains("StoreClock") || line.contains("INVALID_CLOCK"));
    }

    @Test // D-28
    void answers_areFuturesOfTheJdk() {
        assertThat(API).doesNotContainIgnoringCase("ticket");
        assertThat(API.lines().filter(line -> line.contains(" submit(") || line.contains(" submitBatch(")))
                .isNotEmpty().allMatch(line -> line.contains("java.util.concurrent.CompletableFuture"));
    }
}
