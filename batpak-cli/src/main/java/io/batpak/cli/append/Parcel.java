package io.batpak.cli.append;

import io.batpak.api.append.AppendRequest;
import io.batpak.cli.output.Failure;
import java.util.List;

/** What is handed to the store as one, or why it cannot be. */
sealed interface Parcel {
    /**
     * A single event.
     *
     * @param request the event
     * @param line where in the input it came from
     */
    record Single(AppendRequest request, long line) implements Parcel {}

    /**
     * Events that are committed together or not at all.
     *
     * @param requests the events
     * @param lines where in the input each came from
     */
    record Batch(List<AppendRequest> requests, List<Long> lines) implements Parcel {
        /** Copies the lists. */
        public Batch {
            requests = List.copyOf(requests);
            lines = List.copyOf(lines);
        }
    }

    /**
     * A line, and with it its batch, that is not what it has to be.
     *
     * @param failure why
     */
    record Bad(Failure failure) implements Parcel {}
}
