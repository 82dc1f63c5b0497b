package io.batpak.api.read;

import java.time.Duration;
import java.util.Optional;

/**
 * What is published in a region from the moment of the subscription on, in commit order; nothing that was visible
 * before. Each subscription has a queue of its own, filled beside the commits by a thread of the store: a subscriber
 * that reads slowly, or never, delays nobody, and the {@link Overflow} it chose says what it loses. To follow a region
 * without losing anything, read on from the sequence that {@link #end} or {@link Notification#missed} names.
 *
 * <p>The loop that handles everything there is:
 *
 * <pre>{@code
 * while (subscription.end().isEmpty()) {
 *     subscription.take(Duration.ofSeconds(10)).ifPresent(this::handle);
 * }
 * }</pre>
 *
 * <p><b>Threads:</b> safe for use by many threads at once; each notification goes to one of them. None of the
 * subscriber's code runs on a thread of the store. <b>Durability:</b> an event is published when readers see it; where it
 * was appended with {@code WRITTEN}, that may be before it is durable.
 */
public interface Subscription extends AutoCloseable {
    /** How many notifications wait at most, unless another capacity is asked for. */
    int DEFAULT_CAPACITY = 8_192;

    /** The largest capacity. */
    int MAX_CAPACITY = 1_000_000;

    /** Returns the next notification if there is one; never waits. */
    Optional<Notification> poll();

    /**
     * Returns the next notification; waits for it where there is none yet, and not once the subscription has ended.
     *
     * @param timeout how long to wait at most; zero or negative: not at all
     * @return empty if the time was over first, or the subscription has ended
     * @throws InterruptedException if the thread is interrupted where it would have to wait; nothing is lost by that
     */
    Optional<Notification> take(Duration timeout) throws InterruptedException;

    /**
     * Returns what was missed since the notification that was queued last; the next one will tell it. Once the
     * subscription has ended nothing else does.
     */
    Optional<Missed> missed();

    /** Returns why nothing more comes; empty as long as something is queued or may still come. */
    Optional<SubscriptionEnd> end();

    /** Ends the subscription and forgets what is queued; once more does nothing. */
    @Override
    void close();
}
