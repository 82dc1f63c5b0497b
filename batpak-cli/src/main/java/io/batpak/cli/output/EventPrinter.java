package io.batpak.cli.output;

import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.error.PayloadException;
import io.batpak.api.event.CausationId;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventId;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Value;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Prints events and receipts, one a line, with the fields in the order that was promised. */
public final class EventPrinter {
    private final JsonLines lines;
    private final JsonGenerator json;
    private final boolean raw;
    private final Timestamps timestamps = new Timestamps();
    private final Map<EventKind, String> kinds = new HashMap<>();

    /** Makes a printer for events of a store with this codec. */
    public EventPrinter(JsonLines lines, String codec) {
        this.lines = lines;
        this.json = lines.json();
        this.raw = codec.equals(StoreConfig.RAW);
    }

    /** Prints an event. */
    public void print(Event event) {
        Value payload = payload(event); // first, so that a failure leaves no half of a line
        json.writeStartObject();
        head(event.sequence(), event.id(), event.coordinate(), event.kind(), event.revision(), event.lane());
        json.writeStringProperty("time", timestamps.text(event.time()));
        json.writeStringProperty("correlation", event.correlation().toString());
        json.writeName("causation");
        if (event.causation().isPresent()) {
            CausationId causation = event.causation().get();
            json.writeString(causation.toString());
        } else {
            json.writeNull();
        }
        json.writeName("payload");
        if (payload == null) {
            lines.bytes(event.payload().toArray());
        } else {
            lines.value(payload);
        }
        json.writeStringProperty("hash", event.contentHash().toString());
        json.writeStringProperty("link", event.link().toString());
        if (!event.tags().isEmpty()) {
            json.writeArrayPropertyStart("tags");
            event.tags().forEach(json::writeString);
            json.writeEndArray();
        }
        json.writeEndObject();
        lines.endLine();
    }

    /** Prints a receipt. */
    public void print(AppendReceipt receipt) {
        json.writeStartObject();
        head(receipt.sequence(), receipt.id(), receipt.coordinate(), receipt.kind(), receipt.revision(),
                receipt.lane());
        json.writeStringProperty("hash", receipt.contentHash().toString());
        json.writeStringProperty("link", receipt.link().toString());
        json.writeBooleanProperty("durable", receipt.durable());
        json.writeBooleanProperty("replayed", receipt.replayed());
        json.writeEndObject();
        lines.endLine();
    }

    /** Passes on what was printed. */
    public void flush() {
        lines.flush();
    }

    private void head(long sequence, EventId id, Coordinate at, EventKind kind, long revision, Lane lane) {
        json.writeNumberProperty("sequence", sequence);
        json.writeStringProperty("id", id.toString());
        json.writeStringProperty("entity", at.entity());
        json.writeStringProperty("scope", at.scope());
        json.writeStringProperty("kind", kinds.computeIfAbsent(kind, EventKind::toString));
        json.writeNumberProperty("revision", revision);
        json.writeNumberProperty("lane", lane.number());
    }

    /** Returns the payload; null for one that is no generic value: it is sound all the same, and shown as bytes. */
    private @Nullable Value payload(Event event) {
        if (event.payload().isEmpty()) {
            return Value.Null.NULL;
        }
        if (raw) {
            return null;
        }
        try {
            return event.payloadAs(Value.class);
        } catch (PayloadException e) {
            return null;
        }
    }
}
