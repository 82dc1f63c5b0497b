package io.batpak.cli.input;

import io.batpak.api.append.AppendRequest;
import tools.jackson.core.JsonToken;

/** Turns a line of {@code append} into a request. */
public final class EnvelopeReader {
    private final Defaults defaults;

    /** Makes a reader of lines that leave out what the defaults say. */
    public EnvelopeReader(Defaults defaults) {
        this.defaults = defaults;
    }

    /**
     * Reads a line.
     *
     * @throws InputException if it is not JSON, or not an envelope
     */
    public AppendRequest read(byte[] bytes, int offset, int length) {
        try (StrictJson json = StrictJson.of(bytes, offset, length)) {
            if (json.next() != JsonToken.START_OBJECT) {
                throw new InputException("the line is not a JSON object");
            }
            Envelope envelope = new Envelope();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                json.next();
                envelope.put(name, json.value());
            }
            json.end();
            return envelope.toRequest(defaults);
        } catch (IllegalArgumentException e) { // a rule of the API: names, tags, revisions, lanes
            throw new InputException(String.valueOf(e.getMessage()), e);
        }
    }
}
