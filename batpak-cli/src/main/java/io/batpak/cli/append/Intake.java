package io.batpak.cli.append;

import io.batpak.api.append.AppendRequest;
import io.batpak.cli.input.EnvelopeReader;
import io.batpak.cli.input.InputException;
import io.batpak.cli.input.LineReader;
import io.batpak.cli.output.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts the input into parcels. */
public final class Intake {
    /** The batch size that means: no batches, each event for itself. */
    public static final int SINGLES = 0;

    private final LineReader lines;
    private final EnvelopeReader envelopes;
    private final int batchSize;
    private int skipCount; // lines that belong to a batch that was refused

    /** Makes an intake of batches of {@code batchSize}, or of {@link #SINGLES}. */
    public Intake(LineReader lines, EnvelopeReader envelopes, int batchSize) {
        this.lines = lines;
        this.envelopes = envelopes;
        this.batchSize = batchSize;
    }

    /** Returns what comes next, as soon as its last line is there; empty at the end of the input. */
    Optional<Parcel> next() throws IOException {
        for (; skipCount > 0; skipCount--) {
            if (!nextLine()) {
                return Optional.empty();
            }
        }
        return batchSize == SINGLES ? single() : batch();
    }

    private Optional<Parcel> single() throws IOException {
        if (!nextLine()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Parcel.Single(read(), lines.number()));
        } catch (InputException e) {
            return Optional.of(new Parcel.Bad(Failure.of(e).at(lines.number())));
        }
    }

    private Optional<Parcel> batch() throws IOException {
        List<AppendRequest> requests = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        while (requests.size() < batchSize && nextLine()) {
            try {
                requests.add(read());
                numbers.add(lines.number());
            } catch (InputException e) {
                skipCount = batchSize - requests.size() - 1;
                return Optional.of(new Parcel.Bad(Failure.of(e).at(lines.number())));
            }
        }
        return requests.isEmpty() ? Optional.empty() : Optional.of(new Parcel.Batch(requests, numbers));
    }

    private boolean nextLine() throws IOException {
        while (lines.next()) {
            if (!lines.isBlank()) {
                return true;
            }
        }
        return false;
    }

    private AppendRequest read() {
        if (lines.isTooLong()) {
            throw new InputException("the line is longer than " + LineReader.MAX_BYTES + " bytes");
        }
        return envelopes.read(lines.buffer(), lines.offset(), lines.length());
    }
}
