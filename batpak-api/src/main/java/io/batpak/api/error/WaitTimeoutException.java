package io.batpak.api.error;

import io.batpak.api.event.Lane;
import io.batpak.api.event.Watermark;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A watermark did not come to where it was awaited in time. Nothing else happened; wait again, or find out why. */
public final class WaitTimeoutException extends BatpakException {
    private static final long serialVersionUID = 1;

    private final Watermark watermark;
    private final transient @Nullable Lane lane;
    private final long bound;
    private final long reached;
    private final Duration timeout;

    /**
     * Makes an exception.
     *
     * @param lane the lane that was waited for; null if it was the whole store
     * @param bound where the watermark was awaited
     * @param reached where it was at the end
     * @param timeout how long it was to be waited for
     */
    public WaitTimeoutException(
            Watermark watermark, @Nullable Lane lane, long bound, long reached, Duration timeout) {
        super(
                ErrorCode.WAIT_TIMEOUT,
                "The " + watermark + " watermark" + (lane == null ? "" : " of lane " + lane) + " stands at " + reached
                        + " and was awaited at " + bound + " within " + millis(timeout)
                        + " ms. Wait longer; if it is the durable one, call force(), or open the store with unforcedMaxAge.",
                null);
        this.watermark = watermark;
        this.lane = lane;
        this.bound = bound;
        this.reached = reached;
        this.timeout = timeout;
    }

    private static long millis(Duration timeout) {
        return timeout.compareTo(Duration.ofMillis(Long.MAX_VALUE)) < 0 ? timeout.toMillis() : Long.MAX_VALUE;
    }

    /** Returns which watermark. */
    public Watermark watermark() {
        return watermark;
    }

    /** Returns the lane, if one was waited for. */
    public Optional<Lane> lane() {
        return Optional.ofNullable(lane);
    }

    /** Returns where it was awaited. */
    public long bound() {
        return bound;
    }

    /** Returns where it was at the end. */
    public long reached() {
        return reached;
    }

    /** Returns how long it was to be waited for. */
    public Duration timeout() {
        return timeout;
    }
}
