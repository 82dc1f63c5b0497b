package io.batpak.api.append;

import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventKind;
import java.util.Objects;

/**
 * One event to append. Its payload is bytes as they are to be stored, or a value that the store's codec encodes.
 *
 * <p><b>Threads:</b> immutable, as far as the value is.
 */
public final class AppendRequest {
    /** Where the payload comes from. */
    public sealed interface Content {
        /**
         * Bytes that are stored as they are. The store's codec must accept them, if it has one (J-43).
         *
         * @param kind what sort of event
         * @param bytes the payload
         */
        record Encoded(EventKind kind, Bytes bytes) implements Content {}

        /**
         * A value that the store's codec encodes, with a kind that is given; the version is 0.
         *
         * @param kind what sort of event
         * @param value the value
         */
        record Untyped(EventKind kind, Object value) implements Content {}

        /**
         * A value whose class, or a sealed interface that it belongs to, says its kind and version with
         * {@link io.batpak.api.event.EventPayload}.
         *
         * @param value the value
         */
        record Typed(Object value) implements Content {}
    }

    private final Coordinate coordinate;
    private final Content content;
    private final AppendOptions options;

    private AppendRequest(Coordinate coordinate, Content content, AppendOptions options) {
        this.coordinate = Objects.requireNonNull(coordinate);
        this.content = content;
        this.options = Objects.requireNonNull(options);
    }

    /** Returns a request with bytes as they are to be stored. */
    public static AppendRequest ofBytes(Coordinate coordinate, EventKind kind, Bytes payload) {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(payload);
        return new AppendRequest(coordinate, new Content.Encoded(kind, payload), AppendOptions.defaults());
    }

    /** Returns a request with a value for the codec, usually a {@link io.batpak.api.event.Value}, and its kind. */
    public static AppendRequest ofValue(Coordinate coordinate, EventKind kind, Object value) {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(value);
        return new AppendRequest(coordinate, new Content.Untyped(kind, value), AppendOptions.defaults());
    }

    /** Returns a request with a value whose class is annotated with its kind and version. */
    public static AppendRequest of(Coordinate coordinate, Object event) {
        return new AppendRequest(coordinate, new Content.Typed(Objects.requireNonNull(event)),
                AppendOptions.defaults());
    }

    /** Returns the same request with other options. */
    public AppendRequest with(AppendOptions other) {
        return new AppendRequest(coordinate, content, other);
    }

    /**
     * Returns the same request as a reaction to an event: it belongs together with what the event belongs to, and is
     * caused by the event. What its options say already stays as it is (J-26).
     */
    public AppendRequest inReactionTo(Event cause) {
        AppendOptions.Builder reaction = options.toBuilder();
        if (options.correlation().isEmpty()) {
            reaction.correlation(cause.correlation());
        }
        if (options.causation() instanceof Causation.None) {
            reaction.causation(Causation.of(cause.id()));
        }
        return with(reaction.build());
    }

    /** Returns whose stream, and in which compartment. */
    public Coordinate coordinate() {
        return coordinate;
    }

    /** Returns where the payload comes from. */
    public Content content() {
        return content;
    }

    /** Returns the options. */
    public AppendOptions options() {
        return options;
    }
}
