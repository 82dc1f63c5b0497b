package io.batpak.cli.output;

import io.batpak.api.OpenReport.TailCut;
import io.batpak.api.event.Value;
import io.batpak.api.verify.CheckReport;
import io.batpak.api.verify.CheckReport.Damage;
import io.batpak.api.verify.SalvageReport;
import io.batpak.api.verify.SalvageReport.Moved;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** Prints what checks, salvages and inspections found, as JSON. */
public final class Reports {
    private final JsonLines lines;
    private final JsonGenerator json;

    /** Makes a printer. */
    public Reports(JsonLines lines) {
        this.lines = lines;
        this.json = lines.json();
    }

    /** Prints the report of a check. */
    public void print(CheckReport report) {
        json.writeStartObject();
        json.writeBooleanProperty("ok", report.ok());
        json.writeNumberProperty("events", report.events());
        json.writeNumberProperty("systemEvents", report.systemEvents());
        json.writeNumberProperty("segments", report.segments());
        json.writeNumberProperty("chains", report.chains());
        json.writeStringProperty("tail", report.tail().name().toLowerCase(Locale.ROOT));
        json.writeNumberProperty("lastSequence", report.lastSequence());
        json.writeNumberProperty("durableSequence", report.durableSequence());
        damages(report.damages());
        texts("warnings", report.warnings());
        json.writeNumberProperty("hiddenEvents", report.hiddenEvents());
        end();
    }

    /** Prints the report of a salvage. */
    public void print(SalvageReport report) {
        json.writeStartObject();
        json.writeNumberProperty("events", report.events());
        json.writeArrayPropertyStart("missing");
        for (Moved run : report.missing()) {
            json.writeStartObject();
            json.writeNumberProperty("from", run.from());
            json.writeNumberProperty("count", run.count());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("moved");
        for (Moved run : report.moved()) {
            json.writeStartObject();
            json.writeNumberProperty("from", run.from());
            json.writeNumberProperty("to", run.to());
            json.writeNumberProperty("count", run.count());
            json.writeEndObject();
        }
        json.writeEndArray();
        damages(report.damages());
        end();
    }

    /** Prints a document. */
    public void print(Value.Struct document) {
        lines.value(document);
        lines.endLine();
        lines.flush();
    }

    /** Prints that the end of the log was cut. */
    public void print(TailCut cut) {
        json.writeStartObject();
        json.writeStringProperty("warning", "TAIL_CUT");
        json.writeStringProperty("file", cut.file());
        json.writeNumberProperty("offset", cut.offset());
        json.writeNumberProperty("bytes", cut.bytes());
        json.writeStringProperty("message", "the end of the log was not whole and was cut off at byte " + cut.offset()
                + " of " + cut.file() + "; nothing that was acknowledged as durable is lost");
        end();
    }

    /** Prints something odd. */
    public void printWarning(String message) {
        json.writeStartObject();
        json.writeStringProperty("warning", "STORE");
        json.writeStringProperty("message", message);
        end();
    }

    private void end() {
        json.writeEndObject();
        lines.endLine();
        lines.flush();
    }

    private void damages(List<Damage> damages) {
        json.writeArrayPropertyStart("damages");
        for (Damage damage : damages) {
            json.writeStartObject();
            json.writeStringProperty("code", damage.code().name());
            json.writeStringProperty("file", damage.file());
            json.writeNumberProperty("offset", damage.offset());
            if (damage.sequence().isPresent()) {
                json.writeNumberProperty("sequence", damage.sequence().getAsLong());
            } else {
                json.writeNullProperty("sequence");
            }
            json.writeStringProperty("message", damage.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void texts(String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }
}
